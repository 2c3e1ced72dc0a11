//! Constructors whose types' own files do not exist yet; each goes when its file comes.
use crate::{
    error::{Raised, Result},
    objects::int::Big,
    value::{Handle, Str, Value},
    vm::Vm,
};
use num_bigint::BigInt;

impl Vm {
    /// A big int (objects/int).
    pub fn new_big(&self, number: BigInt) -> Value {
        match i64::try_from(&number) {
            Ok(number) => self.new_int(number),
            Err(_) => Handle::new(Big(number)).into_value(),
        }
    }
    /// A complex number (objects/complex).
    pub fn new_complex(&mut self, _real: f64, _imag: f64) -> Value {
        Value::NONE
    }
    /// Bytes (objects/bytes).
    pub fn new_bytes(&mut self, bytes: &[u8]) -> Value {
        Str::new(bytes).into_value()
    }
    /// Bytes of a bytes-like object (protocol/buffer).
    pub fn buffer_bytes(&mut self, _value: &Value) -> Result<Option<Vec<u8>>> {
        Ok(None)
    }
    /// `list[int]` and the like (objects/generic_alias).
    pub fn new_generic_alias(&mut self, origin: &Value, _args: &Value) -> Value {
        origin.clone()
    }
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
}
