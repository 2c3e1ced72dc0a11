//! Reading bytes out of bytes-like objects.

use crate::{error::Result, value::Value, vm::Vm};

impl Vm {
    /// The bytes of a bytes-like object; nothing for anything else.
    pub fn find_bytes(&mut self, value: &Value) -> Result<Option<Vec<u8>>> {
        self.buffer_bytes(value)
    }
    /// The bytes of a bytes-like object; TypeError "a bytes-like object is required, not 'int'".
    pub fn get_bytes(&mut self, value: &Value) -> Result<Vec<u8>> {
        match self.find_bytes(value)? {
            Some(bytes) => Ok(bytes),
            None => {
                let name = self.type_name(value);
                Err(self.type_error(format_args!("a bytes-like object is required, not '{name}'")))
            }
        }
    }
}
