//! What hosts that cannot block need beside [`Interpreter`]'s own: programs from bytes begun and not finished, `__main__`,
//! `sys.path`.

use crate::{Interpreter, Mode};
use whipsnake_vm::objects::list::List;
use whipsnake_vm::objects::module::Module;
use whipsnake_vm::value::{Handle, Str};

impl Interpreter {
    /// Begins the program in a file's bytes, whose first lines may declare their encoding. Errors of the source show up
    /// at the first step.
    pub fn start_bytes(&mut self, source: &[u8], filename: &str) {
        let decoded = self.vm.enter(|vm| match vm.decode_main(source, filename) {
            Ok(text) => Some(text),
            Err(raised) => {
                vm.fail_at_once(raised);
                None
            }
        });
        if let Some(text) = decoded {
            self.start(&text, filename, Mode::Exec);
        }
    }

    /// The module `__main__`.
    pub fn main(&mut self) -> Handle<Module> {
        self.main_module()
    }

    /// Puts a folder in front of `sys.path`.
    pub fn put_first_on_path(&mut self, folder: &str) {
        self.vm.enter(|vm| {
            let path = vm.sys_dict.clone().get_text(vm, "path");
            if let Some(list) = path.as_ref().and_then(|path| path.cast::<List>()) {
                list.items.get_mut(vm).insert(0, Str::from_text(folder).into_value());
            }
        });
    }
}
