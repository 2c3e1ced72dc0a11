//! What the library's `site` puts into `builtins` for people at a prompt: `exit`, `quit`, `help`, `copyright`,
//! `credits` and `license`.

use crate::{
    body,
    error::Result,
    getset, method,
    native::TypeDef,
    objects::exceptions::ExcKind,
    raw,
    types::type_flags,
    value::{Obj, Value, map::Layout},
    vm::Vm,
};

/// `exit` and `quit`.
pub struct Quitter(&'static str);
body!(Quitter);

impl Quitter {
    /// The function of this name.
    pub fn make(vm: &mut Vm, name: &'static str) -> Value {
        vm.new_native(Quitter(name)).into_value()
    }
    fn repr(_vm: &mut Vm, this: &Obj<Quitter>) -> String {
        format!("Use {}() or Ctrl-D (i.e. EOF) to exit", this.0)
    }
    fn name(_vm: &mut Vm, this: &Obj<Quitter>) -> &'static str {
        this.0
    }
    fn call(vm: &mut Vm, _this: &Obj<Quitter>, code: Option<Value>) -> Result<()> {
        // Programs that run inside a shell of their own catch SystemExit, but leave when their input is closed.
        if let Some(input) = vm.find_sys("stdin")
            && let Err(raised) = vm.call_method(&input, crate::names::close, &[])
        {
            drop(vm.take_raised(raised));
        }
        Err(vm.raise_args(ExcKind::SystemExit, vec![code.unwrap_or(Value::NONE)]))
    }
}

/// `help`
pub struct Helper;
body!(Helper);

impl Helper {
    /// The function.
    pub fn make(vm: &mut Vm) -> Value {
        vm.new_native(Helper).into_value()
    }
    fn repr(_vm: &mut Vm, _this: &Obj<Helper>) -> &'static str {
        "Type help() for interactive help, or help(object) for help about object."
    }
    fn call(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let module = vm.import("pydoc")?;
        let help = vm.get_attr_text(&module, "help")?;
        vm.tail_call(&help, args.get(1..).unwrap_or_default(), names)
    }
}

/// `copyright`, `credits` and `license`: their name and what they show.
pub struct Notice(&'static str, &'static str);
body!(Notice);

impl Notice {
    /// The function of this name.
    pub fn make(vm: &mut Vm, name: &'static str, text: &'static str) -> Value {
        vm.new_native(Notice(name, text)).into_value()
    }
    fn repr(vm: &mut Vm, this: &Obj<Notice>) -> String {
        match this.0 {
            "copyright" => {
                vm.find_sys("copyright").map_or(String::new(), |text| vm.text_of(&text).into_owned())
            }
            _ => this.1.to_owned(),
        }
    }
    fn call(vm: &mut Vm, this: &Obj<Notice>) -> Result<Value> {
        let text = Notice::repr(vm, this);
        let text = vm.new_str(&text);
        let print = vm.builtins.clone().get_text(vm, "print").unwrap_or(Value::NONE);
        vm.tail_call(&print, &[text], &[])
    }
}

/// `credits`
pub const CREDITS: &str = "    Python was made by Guido van Rossum and is developed by a large community.\n    See https://www.python.org \
    for more information.";
/// `license`
pub const LICENSE: &str = "See https://www.python.org/psf/license/";

/// Table of `exit` and `quit`.
pub static QUITTER: TypeDef = TypeDef {
    name: "Quitter",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<Quitter>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!("__repr__(self, /)", Quitter::repr, 1),
        method!("__call__(self, code=None)", Quitter::call, 2),
        getset!("name", Quitter::name),
    ],
};

/// Table of `help`.
pub static HELPER: TypeDef = TypeDef {
    name: "_Helper",
    doc: "Define the builtin 'help'.\n\nThis is a wrapper around pydoc.help that provides a helpful message\nwhen 'help' is \
          typed at the Python interactive prompt.\n\nCalling help() at the Python prompt starts an interactive help \
          session.\nCalling help(thing) prints help for the python object 'thing'.\n",
    base: None,
    map: None,
    layout: Layout::of::<Helper>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!("__repr__(self, /)", Helper::repr, 1),
        raw!(Method, "__call__(self, /, *args, **kwds)", Helper::call),
    ],
};

/// Table of `copyright`, `credits` and `license`.
pub static NOTICE: TypeDef = TypeDef {
    name: "_Printer",
    doc: "interactive prompt objects for printing the license text, a list of\ncontributors and the copyright notice.",
    base: None,
    map: None,
    layout: Layout::of::<Notice>(),
    flags: type_flags::NO_NEW,
    rows: &[method!("__repr__(self, /)", Notice::repr, 1), method!("__call__(self)", Notice::call, 1)],
};
