//! `traceback`: one entry per frame that an exception has passed.

use crate::{
    body,
    error::Result,
    getset, method,
    native::TypeDef,
    objects::{frame::FrameObject, list::List},
    static_method,
    value::{Handle, Obj, Value, VmCell, fixed, map::Layout},
    vm::Vm,
};

/// An entry of a traceback.
pub struct Traceback {
    /// `tb_next`: the entry further in, or None.
    pub next: VmCell<Value>,
    /// `tb_frame`
    pub frame: Handle<FrameObject>,
    /// Index of the instruction.
    pub word: u32,
    /// `tb_lineno` when given by a program, else that of the instruction.
    pub line: Option<u32>,
}
body!(Traceback, fixed::TRACEBACK, [next, frame]);

impl Traceback {
    /// An entry in front of `next`.
    pub fn new(next: Value, frame: Handle<FrameObject>, word: u32) -> Traceback {
        Traceback { next: VmCell::new(next), frame, word, line: None }
    }
}

impl Traceback {
    /// The line it stands for; 0 when unknown.
    pub fn line_number(&self) -> u32 {
        self.line.unwrap_or_else(|| self.frame.code.source.locations.find(self.word).line)
    }
    /// `TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)`
    fn new_(
        vm: &mut Vm,
        _class: &Value,
        next: Value,
        frame: Value,
        lasti: i32,
        lineno: i32,
    ) -> Result<Handle<Traceback>> {
        if !next.is_none() && next.cast::<Traceback>().is_none() {
            let given = vm.type_name(&next);
            return Err(vm.type_error(format_args!("expected traceback object or None, got '{given}'")));
        }
        let given = vm.type_name(&frame);
        let Ok(frame) = frame.into_handle::<FrameObject>() else {
            return Err(
                vm.type_error(format_args!("traceback() argument 'tb_frame' must be frame, not {given}"))
            );
        };
        let word = u32::try_from(lasti / 2).unwrap_or(0);
        let line = Some(u32::try_from(lineno).unwrap_or(0));
        Ok(Handle::new(Traceback { next: VmCell::new(next), frame, word, line }))
    }
    fn get_next(vm: &mut Vm, this: &Obj<Traceback>) -> Value {
        this.next.cloned(vm)
    }
    fn set_next(vm: &mut Vm, this: &Obj<Traceback>, value: Option<Value>) -> Result<()> {
        let Some(value) = value else { return Err(vm.type_error("can't delete tb_next attribute")) };
        if !value.is_none() && value.cast::<Traceback>().is_none() {
            let given = vm.type_name(&value);
            return Err(vm.type_error(format_args!("expected traceback object, got '{given}'")));
        }
        let mut at = value.clone();
        while let Some(entry) = at.cast::<Traceback>() {
            if this.is(&at) {
                return Err(vm.value_error("traceback loop detected"));
            }
            let next = entry.next.cloned(vm);
            at = next;
        }
        this.next.set(vm, value);
        Ok(())
    }
    fn get_frame(_vm: &mut Vm, this: &Obj<Traceback>) -> Handle<FrameObject> {
        this.frame.clone()
    }
    fn get_lasti(_vm: &mut Vm, this: &Obj<Traceback>) -> i64 {
        i64::from(this.word) * 2
    }
    fn get_line(_vm: &mut Vm, this: &Obj<Traceback>) -> Value {
        match this.line_number() {
            0 if this.line.is_none() => Value::NONE,
            line => Value::small(i64::from(line)),
        }
    }
    fn dir(vm: &mut Vm, _this: &Obj<Traceback>) -> Handle<List> {
        List::new(
            ["tb_frame", "tb_next", "tb_lasti", "tb_lineno"].iter().map(|name| vm.new_str(name)).collect(),
        )
    }
}

/// `traceback`
pub static TYPE: TypeDef = TypeDef {
    name: "traceback",
    doc: "Create a new traceback object.",
    base: None,
    map: Some(fixed::TRACEBACK),
    layout: Layout::of::<Traceback>(),
    flags: 0,
    rows: &[
        static_method!("__new__(cls, tb_next, tb_frame, tb_lasti, tb_lineno)", Traceback::new_, 5),
        method!("__dir__(self, /)", Traceback::dir, 1),
        getset!("tb_next", Traceback::get_next, Traceback::set_next),
        getset!("tb_frame", Traceback::get_frame),
        getset!("tb_lasti", Traceback::get_lasti),
        getset!("tb_lineno", Traceback::get_line),
    ],
};
