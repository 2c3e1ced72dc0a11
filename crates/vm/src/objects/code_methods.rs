//! `code` as programs see it: its parts, positions, comparison, copies with changes. The struct is in `code.rs`.

use crate::{
    error::Result,
    getset, method,
    native::TypeDef,
    objects::{code::Code, list::List},
    raw,
    types::type_flags,
    value::{Handle, Obj, Str, Tuple, Value, fixed, map::Layout},
    vm::Vm,
};
use std::rc::Rc;

/// Words are shown as CPython's two-byte code units would be, so that `co_code[f_lasti]` is an instruction's place.
const UNIT: i64 = 2;

impl Code {
    /// The location of an instruction word.
    pub fn location(&self, word: u32) -> whipsnake_bytecode::Location {
        self.source.locations.find(word)
    }
    fn names_of(&self, registers: impl Iterator<Item = usize>) -> Handle<Tuple> {
        Tuple::new(registers.map(|at| self.locals[at].clone()).collect())
    }
    fn var_names(&self) -> Handle<Tuple> {
        self.names_of(0..self.source.var_count as usize)
    }
    fn cell_names(&self) -> Handle<Tuple> {
        self.names_of(self.source.cells.iter().map(|at| usize::from(*at)))
    }

    fn get_code(vm: &mut Vm, this: &Obj<Code>) -> Value {
        let bytes: Vec<u8> = this.source.words.iter().flat_map(|word| [word.op(), word.a() as u8]).collect();
        vm.new_bytes(&bytes)
    }
    fn get_table(vm: &mut Vm, this: &Obj<Code>) -> Value {
        vm.new_bytes(&this.source.locations.bytes)
    }
    fn get_exception_table(vm: &mut Vm, this: &Obj<Code>) -> Value {
        let bytes = this.source.handlers.iter().flat_map(|handler| {
            [handler.start, handler.end, handler.target].into_iter().flat_map(u32::to_le_bytes)
        });
        vm.new_bytes(&bytes.collect::<Vec<u8>>())
    }
    fn get_consts(_vm: &mut Vm, this: &Obj<Code>) -> Handle<Tuple> {
        Tuple::from_slice(&this.constants)
    }
    fn get_names(_vm: &mut Vm, this: &Obj<Code>) -> Handle<Tuple> {
        Tuple::from_slice(&this.names)
    }
    fn get_var_names(_vm: &mut Vm, this: &Obj<Code>) -> Handle<Tuple> {
        this.var_names()
    }
    fn get_cell_vars(_vm: &mut Vm, this: &Obj<Code>) -> Handle<Tuple> {
        this.cell_names()
    }
    fn get_free_vars(_vm: &mut Vm, this: &Obj<Code>) -> Handle<Tuple> {
        Tuple::from_slice(&this.frees)
    }
    fn get_name(_vm: &mut Vm, this: &Obj<Code>) -> Value {
        this.name.clone()
    }
    fn get_qualname(_vm: &mut Vm, this: &Obj<Code>) -> Value {
        this.qualname.clone()
    }
    fn get_filename(_vm: &mut Vm, this: &Obj<Code>) -> Value {
        this.filename.clone()
    }
    fn get_first_line(_vm: &mut Vm, this: &Obj<Code>) -> u32 {
        this.source.first_line
    }
    fn get_flags(_vm: &mut Vm, this: &Obj<Code>) -> u32 {
        this.source.flags.0
    }
    fn get_arg_count(_vm: &mut Vm, this: &Obj<Code>) -> u32 {
        this.source.arg_count
    }
    fn get_posonly_count(_vm: &mut Vm, this: &Obj<Code>) -> u32 {
        this.source.posonly_count
    }
    fn get_kwonly_count(_vm: &mut Vm, this: &Obj<Code>) -> u32 {
        this.source.kwonly_count
    }
    fn get_local_count(_vm: &mut Vm, this: &Obj<Code>) -> u32 {
        this.source.var_count
    }
    fn get_stack_size(_vm: &mut Vm, this: &Obj<Code>) -> u32 {
        this.registers - this.local_count.min(this.registers)
    }

    /// `co_lines()`: (first, end, line) for each run of instructions of one line.
    fn lines(vm: &mut Vm, this: &Obj<Code>) -> Result<Value> {
        let mut rows: Vec<(i64, i64, u32)> = Vec::new();
        for (first, count, place) in this.source.locations.runs() {
            let (start, end) = (i64::from(first) * UNIT, i64::from(first + count) * UNIT);
            match rows.last_mut() {
                Some(last) if last.2 == place.line && last.1 == start => last.1 = end,
                _ => rows.push((start, end, place.line)),
            }
        }
        let rows = rows.into_iter().map(|(start, end, line)| {
            Tuple::new(vec![Value::small(start), Value::small(end), number_or_none(line)]).into_value()
        });
        vm.iter(&List::new(rows.collect()).into_value())
    }
    /// `co_positions()`: (line, end line, column, end column) for each instruction.
    fn positions(vm: &mut Vm, this: &Obj<Code>) -> Result<Value> {
        let mut rows = Vec::new();
        for (_, count, place) in this.source.locations.runs() {
            let known =
                |number: u32| if place.line == 0 { Value::NONE } else { Value::small(i64::from(number)) };
            let column = |number: u32| {
                if place.line == 0 || number == u32::MAX {
                    Value::NONE
                } else {
                    Value::small(i64::from(number))
                }
            };
            let row = Tuple::new(vec![
                known(place.line),
                known(place.end_line),
                column(place.column),
                column(place.end_column),
            ])
            .into_value();
            rows.extend((0..count).map(|_| row.clone()));
        }
        vm.iter(&List::new(rows).into_value())
    }
    fn repr(vm: &mut Vm, this: &Obj<Code>) -> String {
        let id = vm.id(&this.to_value());
        let (name, file, line) = (vm.text_of(&this.name), vm.text_of(&this.filename), this.source.first_line);
        let line = if line == 0 { -1 } else { i64::from(line) };
        format!("<code object {name} at {id:#x}, file \"{file}\", line {line}>")
    }
    fn eq(vm: &mut Vm, this: &Obj<Code>, other: &Value) -> Result<Value> {
        let Some(other) = other.exact::<Code>() else { return Ok(Value::NOT_IMPLEMENTED) };
        let (a, b) = (&this.source, &other.source);
        let same = Rc::ptr_eq(a, b)
            || a.name == b.name
                && a.first_line == b.first_line
                && a.flags == b.flags
                && (a.arg_count, a.posonly_count, a.kwonly_count)
                    == (b.arg_count, b.posonly_count, b.kwonly_count)
                && a.locals == b.locals
                && a.cells == b.cells
                && a.frees == b.frees
                && a.names == b.names
                && a.words == b.words
                && a.locations == b.locations
                && this.constants.len() == other.constants.len();
        if !same {
            return Ok(Value::FALSE);
        }
        for (a, b) in this.constants.iter().zip(&other.constants) {
            if vm.type_of(a).own_map() != vm.type_of(b).own_map() || !vm.equal(a, b)? {
                return Ok(Value::FALSE);
            }
        }
        Ok(Value::TRUE)
    }
    fn ne(vm: &mut Vm, this: &Obj<Code>, other: &Value) -> Result<Value> {
        let equal = Code::eq(vm, this, other)?;
        Ok(if equal.is_bool() { Value::bool(equal.is_false()) } else { equal })
    }
    fn hash(vm: &mut Vm, this: &Obj<Code>) -> i64 {
        let mut hash = vm.hash_bytes(this.source.name.as_bytes()) ^ u64::from(this.source.first_line);
        for word in &this.source.words {
            hash = hash.rotate_left(5).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word.0;
        }
        (hash >> 2) as i64
    }
    /// `replace(**changes)`: a copy with some fields changed. The instructions themselves cannot be replaced.
    fn replace(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let Some(this) = args[0].exact::<Code>() else { return Err(vm.type_error("not a code object")) };
        if args.len() > 1 + names.len() {
            return Err(vm.type_error("replace() takes no positional arguments"));
        }
        let mut source = (*this.source).clone();
        let mut constants: Option<Vec<Value>> = None;
        for (name, value) in names.iter().zip(&args[1..]) {
            let name = vm.text_of(name).into_owned();
            match &*name {
                "co_name" => source.name = text_argument(vm, &name, value)?,
                "co_qualname" => source.qualname = text_argument(vm, &name, value)?,
                "co_filename" => source.filename = text_argument(vm, &name, value)?.into(),
                "co_firstlineno" => source.first_line = number_argument(vm, value)?,
                "co_flags" => source.flags.0 = number_argument(vm, value)?,
                "co_argcount" => source.arg_count = number_argument(vm, value)?.min(source.var_count),
                "co_posonlyargcount" => {
                    source.posonly_count = number_argument(vm, value)?.min(source.arg_count)
                }
                "co_kwonlyargcount" => {
                    source.kwonly_count =
                        number_argument(vm, value)?.min(source.var_count - source.arg_count);
                }
                "co_names" => source.names = same_names(vm, &name, value, source.names.len())?,
                "co_varnames" => {
                    let given = same_names(vm, &name, value, source.var_count as usize)?;
                    source.locals.splice(..given.len(), given.clone());
                }
                "co_freevars" => source.frees = same_names(vm, &name, value, source.frees.len())?,
                "co_consts" => {
                    let Some(given) = value.cast::<Tuple>() else {
                        let given = vm.type_name(value);
                        return Err(vm.type_error(format_args!(
                            "replace() argument 'co_consts' must be tuple, not {given}"
                        )));
                    };
                    if given.as_slice().len() < this.constants.len() {
                        return Err(vm.value_error("code: co_consts is too small"));
                    }
                    constants = Some(given.as_slice().to_vec());
                }
                "co_code" | "co_linetable" | "co_exceptiontable" | "co_stacksize" | "co_nlocals"
                | "co_cellvars" => {
                    let own = vm.get_attr_text(&args[0], &name)?;
                    if !vm.equal(&own, value)? {
                        return Err(vm.value_error(format_args!("code: {name} cannot be changed")));
                    }
                }
                _ => {
                    return Err(
                        vm.type_error(format_args!("replace() got an unexpected keyword argument '{name}'"))
                    );
                }
            }
        }
        let constants = constants.unwrap_or_else(|| this.constants.to_vec());
        Ok(vm.load_code_with(source, constants).into_value())
    }
    fn sizeof(_vm: &mut Vm, this: &Obj<Code>) -> i64 {
        (size_of::<Code>() + 16 * this.source.words.len() + 8 * this.constants.len()) as i64
    }
}

fn number_or_none(line: u32) -> Value {
    if line == 0 { Value::NONE } else { Value::small(i64::from(line)) }
}
fn text_argument(vm: &mut Vm, name: &str, value: &Value) -> Result<Box<str>> {
    match value.cast::<Str>() {
        Some(text) => Ok(text.to_text().into_owned().into()),
        None => {
            let given = vm.type_name(value);
            Err(vm.type_error(format_args!("replace() argument '{name}' must be str, not {given}")))
        }
    }
}
fn number_argument(vm: &mut Vm, value: &Value) -> Result<u32> {
    let number = vm.index_i64(value)?;
    u32::try_from(number).map_err(|_| vm.value_error("code: co_* numbers must not be negative"))
}
fn same_names(vm: &mut Vm, name: &str, value: &Value, count: usize) -> Result<Vec<Box<str>>> {
    let Some(given) = value.cast::<Tuple>() else {
        let given = vm.type_name(value);
        return Err(vm.type_error(format_args!("replace() argument '{name}' must be tuple, not {given}")));
    };
    if given.as_slice().len() != count {
        return Err(vm.value_error(format_args!("code: {name} has the wrong length")));
    }
    given.as_slice().iter().map(|item| text_argument(vm, name, item)).collect()
}

/// `code`
pub static TYPE: TypeDef = TypeDef {
    name: "code",
    doc: "Create a code object.  Not for mere mortals.",
    base: None,
    map: Some(fixed::CODE),
    layout: Layout::of::<Code>(),
    flags: type_flags::NO_NEW | type_flags::WEAK,
    rows: &[
        method!("__repr__(self, /)", Code::repr, 1),
        method!("__eq__(self, value, /)", Code::eq, 2),
        method!("__ne__(self, value, /)", Code::ne, 2),
        method!("__hash__(self, /)", Code::hash, 1),
        method!("__sizeof__(self, /)", Code::sizeof, 1),
        method!("co_lines(self, /)", Code::lines, 1),
        method!("co_positions(self, /)", Code::positions, 1),
        raw!(
            Method,
            "replace(self, /, **changes)",
            Code::replace,
            "Return a copy of the code object with new values for the specified fields."
        ),
        raw!(Method, "__replace__(self, /, **changes)", Code::replace, "The same as replace()."),
        getset!("co_code", Code::get_code),
        getset!("co_linetable", Code::get_table),
        getset!("co_exceptiontable", Code::get_exception_table),
        crate::member!("co_consts", Code::get_consts),
        crate::member!("co_names", Code::get_names),
        getset!("co_varnames", Code::get_var_names),
        getset!("co_cellvars", Code::get_cell_vars),
        getset!("co_freevars", Code::get_free_vars),
        crate::member!("co_name", Code::get_name),
        crate::member!("co_qualname", Code::get_qualname),
        crate::member!("co_filename", Code::get_filename),
        crate::member!("co_firstlineno", Code::get_first_line),
        crate::member!("co_flags", Code::get_flags),
        crate::member!("co_argcount", Code::get_arg_count),
        crate::member!("co_posonlyargcount", Code::get_posonly_count),
        crate::member!("co_kwonlyargcount", Code::get_kwonly_count),
        getset!("co_nlocals", Code::get_local_count),
        crate::member!("co_stacksize", Code::get_stack_size),
    ],
};
