//! Constructors whose types' own files do not exist yet; each goes when its file comes.
use crate::{error::Result, objects::exceptions::ExcKind, value::Value, vm::Vm};

impl Vm {
    /// RuntimeWarning "coroutine 'f' was never awaited" (modules/warnings).
    pub fn warn_never_awaited(&mut self, _coroutine: &Value) {}
    /// Warns with `DeprecationWarning` through `_warnings` (modules/warnings).
    pub fn warn_deprecated(&mut self, message: &str) -> Result<()> {
        let builtins = self.builtins.clone();
        let Some(import) = builtins.get_known(self, crate::names::__import__) else { return Ok(()) };
        let (name, message) = (self.new_str("_warnings"), self.new_str(message));
        let module = self.call(&import, &[name])?;
        let warn = self.get_attr_text(&module, "warn")?;
        let category = self.exception_type(ExcKind::DeprecationWarning).into_value();
        self.call(&warn, &[message, category]).map(drop)
    }
}
