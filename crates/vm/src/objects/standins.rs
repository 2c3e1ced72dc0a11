//! Constructors whose types' own files do not exist yet; each goes when its file comes.
use crate::{
    error::{Raised, Result},
    objects::exceptions::ExcKind,
    value::Value,
    vm::Vm,
};

impl Vm {
    /// Reports an exception that nobody can catch through `sys.unraisablehook` (modules/sys).
    pub fn unraisable(&mut self, raised: Raised, _source: &Value) {
        let exc = self.take_raised(raised);
        let text = match self.repr_text(&exc) {
            Ok(text) => text,
            Err(raised) => {
                drop(self.take_raised(raised));
                String::new()
            }
        };
        let _ = self.host.write(2, format!("Exception ignored: {text}\n").as_bytes());
    }
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

/// debug print
pub fn debug_print(vm: &mut Vm, args: &[Value], _names: &[Value]) -> Result<Value> {
    let mut line = String::new();
    for (i, a) in args.iter().enumerate() {
        if i > 0 {
            line.push(' ');
        }
        line.push_str(&vm.str_text(a)?);
    }
    line.push('\n');
    let _ = vm.host.write(1, line.as_bytes());
    Ok(Value::NONE)
}
