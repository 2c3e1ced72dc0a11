//! `array`: sequences of numbers or characters, kept as bytes. While its memory is lent an array keeps its size.
//!
//! Kinds of items are in [`item`], subscripts in [`subscript`], pickling in [`pickle`].

mod item;
mod iter;
mod methods;
mod pickle;
mod subscript;

use item::Kind;
use std::{cell::Cell, rc::Rc};
use whipsnake_vm::{
    constant,
    error::{Raised, Result},
    function,
    native::{ModuleDef, Row},
    objects::{list::List, module::ModuleHandle},
    protocol::buffer::{Buffer, Memory},
    text::wtf8,
    types::Type,
    value::{Body, Handle, ItemAccess, Obj, Str, Tuple, Value, VmCell},
    vm::Vm,
};

/// An array.
pub struct Array {
    /// What its items are.
    kind: Kind,
    /// The items side by side, little end first. Their number changes only through [`Array::resizable`].
    data: VmCell<Vec<u8>>,
    /// How many borrow the memory.
    exports: Cell<usize>,
}
impl Body for Array {
    const CONTAINER: bool = false;
    const ITEMS: Option<ItemAccess<Array>> =
        Some(ItemAccess { get: subscript::quick_get, set: subscript::quick_set });
}

struct Lent(Handle<Array>);

impl Memory for Lent {
    fn read<'a>(&'a self, vm: &'a Vm) -> &'a [u8] {
        self.0.data.get(vm)
    }
    fn write<'a>(&'a self, vm: &'a mut Vm) -> Option<&'a mut [u8]> {
        Some(self.0.data.get_mut(vm))
    }
}
impl Drop for Lent {
    fn drop(&mut self) {
        self.0.exports.set(self.0.exports.get().saturating_sub(1));
    }
}

impl Array {
    fn instance(class: &Obj<Type>, kind: Kind, data: Vec<u8>) -> Handle<Array> {
        let array = Array { kind, data: VmCell::new(data), exports: Cell::new(0) };
        Handle::new_instance(class.instance_map.get(), array)
    }
    fn new(vm: &Vm, kind: Kind, data: Vec<u8>) -> Handle<Array> {
        vm.new_native(Array { kind, data: VmCell::new(data), exports: Cell::new(0) })
    }
    /// How many items there are.
    fn len(&self, vm: &Vm) -> usize {
        self.data.get(vm).len() / self.kind.size
    }
    /// Item number `at`; nothing behind the end. Errors: it is no character.
    fn get(&self, vm: &mut Vm, at: usize) -> Result<Option<Value>> {
        match self.kind.get(self.data.get(vm), at) {
            None if at < self.len(vm) => Err(bad_character(vm)),
            item => Ok(item),
        }
    }
    /// All items.
    fn values(&self, vm: &mut Vm) -> Result<Vec<Value>> {
        let length = self.len(vm);
        let mut items = Vec::with_capacity(length);
        for at in 0..length {
            items.extend(self.get(vm, at)?);
        }
        Ok(items)
    }
    /// The bytes, to change their number. Errors: the memory is lent.
    fn resizable<'a>(&'a self, vm: &'a mut Vm) -> Result<&'a mut Vec<u8>> {
        if self.exports.get() > 0 {
            return Err(vm.buffer_error("cannot resize an array that is exporting buffers"));
        }
        Ok(self.data.get_mut(vm))
    }
    /// Appends an item.
    fn push(&self, vm: &mut Vm, value: &Value) -> Result<()> {
        let bits = self.kind.pack(vm, value)?;
        let size = self.kind.size;
        self.resizable(vm)?.extend_from_slice(&bits[..size]);
        Ok(())
    }
    /// Appends bytes that are whole items. Errors: the memory is lent; too much.
    fn push_bytes(&self, vm: &mut Vm, bytes: &[u8]) -> Result<()> {
        let length = self.data.get(vm).len();
        vm.check_size(length.checked_add(bytes.len()))?;
        self.resizable(vm)?.extend_from_slice(bytes);
        Ok(())
    }
    /// Appends raw bytes. Errors: they are no whole items.
    fn push_raw(&self, vm: &mut Vm, bytes: &[u8]) -> Result<()> {
        if !bytes.len().is_multiple_of(self.kind.size) {
            return Err(vm.value_error("bytes length not a multiple of item size"));
        }
        self.push_bytes(vm, bytes)
    }
    /// Appends the characters of a string.
    fn push_text(&self, vm: &mut Vm, text: &Str) -> Result<()> {
        let bytes: Vec<u8> = wtf8::code_points(text.as_bytes()).flat_map(u32::to_le_bytes).collect();
        self.push_bytes(vm, &bytes)
    }
    /// The characters of an array of text. Errors: one is none.
    fn text(&self, vm: &mut Vm) -> Result<Vec<u8>> {
        let mut text = Vec::new();
        for item in self.data.get(vm).chunks_exact(4) {
            let code_point = item.iter().rev().fold(0, |all, byte| all << 8 | u32::from(*byte));
            if code_point > 0x10ffff {
                return Err(bad_character(vm));
            }
            wtf8::push(&mut text, code_point);
        }
        Ok(text)
    }
    fn export(vm: &mut Vm, this: &Value) -> Result<Buffer> {
        let Some(array) = this.cast::<Array>() else { return Err(vm.buffer_error("not an array")) };
        array.exports.set(array.exports.get() + 1);
        let memory = Rc::new(Lent(array.to_handle()));
        let format = if array.kind.is_text() { 'w' } else { array.kind.code as char };
        let count = array.len(vm);
        let format = format.encode_utf8(&mut [0; 4]).to_owned();
        Ok(Buffer::of_items(this.clone(), memory, false, &format, array.kind.size, count))
    }
}

/// A number of 32 bits in an array of text that is no code point.
#[cold]
fn bad_character(vm: &mut Vm) -> Raised {
    vm.value_error("chr() arg not in range(0x110000)")
}

/// TypeError for an argument that should be a string of one character.
#[cold]
fn not_a_character(vm: &mut Vm, what: &str, value: &Value) -> Raised {
    match value.cast::<Str>().map(|text| text.char_count()) {
        Some(count) => {
            vm.type_error(format_args!("{what} must be a unicode character, not a string of length {count}"))
        }
        None => {
            let name = vm.type_name(value);
            vm.type_error(format_args!("{what} must be a unicode character, not {name}"))
        }
    }
}

/// `array.__new__(cls, typecode[, initializer])`; may be deferred.
fn new(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let own = vm.native_type::<Array>();
    let Some(class) = args.first().and_then(|class| class.cast::<Type>()) else {
        return Err(vm.type_error("array.__new__(): not enough arguments"));
    };
    if !names.is_empty() && own.is(&args[0]) {
        return Err(vm.type_error("array.array() takes no keyword arguments"));
    }
    let args = &args[1..args.len() - names.len()];
    let (code, initial) = match args {
        [code] => (code, None),
        [code, initial] => (code, Some(initial)),
        [] => return Err(vm.type_error("array() takes at least 1 argument (0 given)")),
        more => {
            let given = more.len();
            return Err(vm.type_error(format_args!("array() takes at most 2 arguments ({given} given)")));
        }
    };
    let Some(text) = code.cast::<Str>().filter(|code| code.char_count() == 1) else {
        return Err(not_a_character(vm, "array() argument 1", code));
    };
    let code = wtf8::decode_at(text.as_bytes(), 0).0;
    if code == u32::from(b'u') {
        vm.warn_deprecated("The 'u' type code is deprecated and will be removed in Python 3.16")?;
    }
    let shown = text.to_text().into_owned();
    let is_text = shown == "u" || shown == "w";
    if let (Some(initial), false) = (initial, is_text) {
        if initial.cast::<Str>().is_some() {
            return Err(vm.type_error(format_args!(
                "cannot use a str to initialize an array with typecode '{shown}'"
            )));
        }
        if initial.cast::<Array>().is_some_and(|array| array.kind.is_text()) {
            return Err(vm.type_error(format_args!(
                "cannot use a unicode array to initialize an array with typecode '{shown}'"
            )));
        }
    }
    let Some(kind) = Kind::find(code) else {
        if let Some(initial) = initial {
            // What cannot be iterated is refused before the code is looked at.
            vm.iter(initial)?;
        }
        return Err(vm.value_error("bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)"));
    };
    let array = Array::instance(class, kind, Vec::new());
    match initial {
        Some(initial) => fill(vm, array, initial),
        None => Ok(array.into_value()),
    }
}

/// Fills a new array.
fn fill(vm: &mut Vm, array: Handle<Array>, initial: &Value) -> Result<Value> {
    if let Some(text) = initial.cast::<Str>() {
        array.push_text(vm, text)?;
    } else if let Some(other) = initial.cast::<Array>().filter(|other| other.kind.code == array.kind.code) {
        let data = other.data.cloned(vm);
        array.data.set(vm, data);
    } else if let Some(bytes) =
        whipsnake_vm::objects::bytes::is_bytes(initial).then(|| vm.find_bytes(initial)).transpose()?.flatten()
    {
        array.push_raw(vm, &bytes)?;
    } else {
        if let Some(length) = known_length(vm, initial) {
            vm.check_size(length.checked_mul(array.kind.size))?;
            array.data.get_mut(vm).reserve_exact(length * array.kind.size);
        }
        let result = array.to_value();
        return methods::extend_from(vm, array, initial, result);
    }
    Ok(array.into_value())
}

/// The length of an exact list or tuple.
fn known_length(vm: &Vm, value: &Value) -> Option<usize> {
    if let Some(list) = value.exact::<List>() {
        return Some(list.items.get(vm).len());
    }
    value.exact::<Tuple>().map(|tuple| tuple.as_slice().len())
}

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "array",
    doc: "This module defines an object type which can efficiently represent\nan array of basic values: characters, integers, floating-point\nnumbers.  Arrays are sequence types and behave very much like lists,\nexcept that the type of objects stored in them is constrained.\n",
    rows: ROWS,
    types: &[&methods::TYPE, &iter::TYPE],
    init: Some(init),
};

const ROWS: &[Row] = &[
    constant!("typecodes", |vm| {
        let codes: String = item::KINDS.iter().map(|kind| kind.code as char).collect();
        vm.new_str(&codes)
    }),
    function!(
        "_array_reconstructor(arraytype, typecode, mformat_code, items, /)",
        pickle::reconstruct,
        4,
        "Internal. Used for pickling support."
    ),
];

fn init(vm: &mut Vm, module: &ModuleHandle) -> Result<()> {
    vm.register_buffer::<Array>(Array::export);
    let class = vm.native_type::<Array>().into_value();
    module.dict.clone().set_text(vm, "ArrayType", class.clone());
    let containers = vm.import_library("_collections_abc")?;
    let sequence = vm.get_attr_text(&containers, "MutableSequence")?;
    let register = vm.get_attr_text(&sequence, "register")?;
    vm.call(&register, &[class]).map(drop)
}
