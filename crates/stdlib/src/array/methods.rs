//! Methods and operators of `array.array`, and its table.

use super::{Array, iter::ArrayIter, pickle, subscript};
use whipsnake_vm::{
    constant,
    error::Result,
    getset, method,
    native::TypeDef,
    objects::{
        bytes::Bytes,
        consume::{Sink, consume},
        list::List,
        memoryview,
        sequence::{clip_place, place},
    },
    protocol::compare::CompareOp,
    raw,
    text::escape,
    types::type_flags,
    value::{Handle, Obj, Str, Trace, Tracer, Tuple, Value, map::Layout},
    vm::Vm,
};

/// Most bytes that `tofile` writes at once.
const BLOCK: usize = 64 * 1024;

/// Appends what an iterable gives.
struct Extending {
    array: Handle<Array>,
    result: Value,
}

impl Sink for Extending {
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<bool> {
        self.array.push(vm, &item)?;
        Ok(true)
    }
    fn finish(&mut self, _vm: &mut Vm) -> Result<Value> {
        Ok(self.result.take())
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.array.trace(tracer);
        self.result.trace(tracer);
    }
}

/// Appends the items of an iterable, then gives `result`; may be deferred.
pub fn extend_from(vm: &mut Vm, array: Handle<Array>, iterable: &Value, result: Value) -> Result<Value> {
    consume(vm, iterable, Extending { array, result })
}

impl Array {
    fn append(vm: &mut Vm, this: &Obj<Array>, value: &Value) -> Result<()> {
        this.push(vm, value)
    }
    fn append_array(vm: &mut Vm, this: &Obj<Array>, other: &Obj<Array>) -> Result<()> {
        if other.kind.code != this.kind.code {
            return Err(vm.type_error("can only extend with array of same kind"));
        }
        let more = other.data.cloned(vm);
        this.push_bytes(vm, &more)
    }
    fn extend(vm: &mut Vm, this: &Obj<Array>, iterable: &Value) -> Result<Value> {
        match iterable.cast::<Array>() {
            Some(other) => Array::append_array(vm, this, other).map(|()| Value::NONE),
            None => extend_from(vm, this.to_handle(), iterable, Value::NONE),
        }
    }
    fn add_in_place(vm: &mut Vm, this: &Obj<Array>, value: &Value) -> Result<Value> {
        let Some(other) = value.cast::<Array>() else {
            let name = vm.type_name(value);
            return Err(vm.type_error(format_args!("can only extend array with array (not \"{name}\")")));
        };
        Array::append_array(vm, this, other)?;
        Ok(this.to_value())
    }
    fn add(vm: &mut Vm, this: &Obj<Array>, value: &Value) -> Result<Handle<Array>> {
        let Some(other) = value.cast::<Array>() else {
            let name = vm.type_name(value);
            return Err(vm.type_error(format_args!("can only append array (not \"{name}\") to array")));
        };
        if other.kind.code != this.kind.code {
            return Err(vm.type_error("bad argument type for built-in operation"));
        }
        let (a, b) = (this.data.get(vm), other.data.get(vm));
        let total = a.len().checked_add(b.len());
        vm.check_size(total)?;
        let data = [this.data.get(vm).as_slice(), other.data.get(vm)].concat();
        Ok(Array::new(vm, this.kind, data))
    }
    /// The bytes `count` times over.
    fn repeated(vm: &mut Vm, this: &Obj<Array>, count: usize) -> Result<Vec<u8>> {
        let length = this.data.get(vm).len();
        vm.check_size(length.checked_mul(count))?;
        Ok(this.data.get(vm).repeat(count))
    }
    fn mul(vm: &mut Vm, this: &Obj<Array>, value: &Value) -> Result<Value> {
        let Some(count) = vm.repeat_factor(value)? else { return Ok(Value::NOT_IMPLEMENTED) };
        let data = Array::repeated(vm, this, count)?;
        Ok(Array::new(vm, this.kind, data).into_value())
    }
    fn mul_in_place(vm: &mut Vm, this: &Obj<Array>, value: &Value) -> Result<Value> {
        let Some(count) = vm.repeat_factor(value)? else { return Ok(Value::NOT_IMPLEMENTED) };
        if count != 1 && !this.data.get(vm).is_empty() {
            this.resizable(vm)?;
            let data = Array::repeated(vm, this, count)?;
            this.data.set(vm, data);
        }
        Ok(this.to_value())
    }
    fn length(vm: &mut Vm, this: &Obj<Array>) -> usize {
        this.len(vm)
    }
    fn iter(vm: &mut Vm, this: &Obj<Array>) -> Handle<ArrayIter> {
        ArrayIter::new(vm, this)
    }
    fn compare(vm: &mut Vm, op: CompareOp, this: &Obj<Array>, other: &Value) -> Result<Value> {
        let Some(other) = other.cast::<Array>() else { return Ok(Value::NOT_IMPLEMENTED) };
        let (mine, theirs) = (this.len(vm), other.len(vm));
        if mine != theirs && matches!(op, CompareOp::Eq | CompareOp::Ne) {
            return Ok(Value::bool(op == CompareOp::Ne));
        }
        let same_kind = this.kind.code == other.kind.code && !this.kind.is_float();
        if same_kind && this.data.get(vm) == other.data.get(vm) {
            return Ok(Value::bool(op.of(0, 0)));
        }
        for at in 0..mine.min(theirs) {
            let (Some(a), Some(b)) = (this.get(vm, at)?, other.get(vm, at)?) else { break };
            if !vm.compare_truth(CompareOp::Eq, &a, &b)? {
                return match op {
                    CompareOp::Eq => Ok(Value::FALSE),
                    CompareOp::Ne => Ok(Value::TRUE),
                    _ => vm.compare(op, &a, &b),
                };
            }
        }
        Ok(Value::bool(op.of(mine, theirs)))
    }
    /// The first place in `start..stop` whose item equals `value`. Items are new objects: NaN is never found.
    fn find(
        vm: &mut Vm,
        this: &Obj<Array>,
        value: &Value,
        start: usize,
        stop: usize,
    ) -> Result<Option<usize>> {
        let mut at = start;
        while at < stop
            && let Some(item) = this.get(vm, at)?
        {
            if vm.compare_truth(CompareOp::Eq, &item, value)? {
                return Ok(Some(at));
            }
            at += 1;
        }
        Ok(None)
    }
    fn contains(vm: &mut Vm, this: &Obj<Array>, value: &Value) -> Result<bool> {
        Ok(Array::find(vm, this, value, 0, usize::MAX)?.is_some())
    }
    fn count(vm: &mut Vm, this: &Obj<Array>, value: &Value) -> Result<usize> {
        let (mut count, mut from) = (0, 0);
        while let Some(at) = Array::find(vm, this, value, from, usize::MAX)? {
            count += 1;
            from = at + 1;
        }
        Ok(count)
    }
    fn index(
        vm: &mut Vm,
        this: &Obj<Array>,
        value: &Value,
        start: Option<Value>,
        stop: Option<Value>,
    ) -> Result<usize> {
        let start = start.map_or(Ok(0), |start| vm.search_bound(&start))?;
        let stop = stop.map_or(Ok(isize::MAX), |stop| vm.search_bound(&stop))?;
        let length = this.len(vm);
        let start = clip_place(start, length);
        let stop = if stop < 0 { clip_place(stop, length) } else { stop as usize };
        match Array::find(vm, this, value, start, stop)? {
            Some(at) => Ok(at),
            None => Err(vm.value_error("array.index(x): x not in array")),
        }
    }
    fn remove(vm: &mut Vm, this: &Obj<Array>, value: &Value) -> Result<()> {
        match Array::find(vm, this, value, 0, usize::MAX)? {
            Some(at) if at < this.len(vm) => subscript::delete(vm, this, at),
            Some(_) => Ok(()),
            None => Err(vm.value_error("array.remove(x): x not in array")),
        }
    }
    fn pop(vm: &mut Vm, this: &Obj<Array>, index: Option<isize>) -> Result<Value> {
        let length = this.len(vm);
        if length == 0 {
            return Err(vm.index_error("pop from empty array"));
        }
        let Some(at) = place(index.unwrap_or(-1), length) else {
            return Err(vm.index_error("pop index out of range"));
        };
        let item = this.get(vm, at)?.unwrap_or(Value::NONE);
        subscript::delete(vm, this, at)?;
        Ok(item)
    }
    fn insert(vm: &mut Vm, this: &Obj<Array>, index: isize, value: &Value) -> Result<()> {
        let bits = this.kind.pack(vm, value)?;
        let size = this.kind.size;
        let at = clip_place(index, this.len(vm)) * size;
        this.resizable(vm)?.splice(at..at, bits[..size].iter().copied());
        Ok(())
    }
    fn clear(vm: &mut Vm, this: &Obj<Array>) -> Result<()> {
        *this.resizable(vm)? = Vec::new();
        Ok(())
    }
    fn reverse(vm: &mut Vm, this: &Obj<Array>) {
        let size = this.kind.size;
        let data = this.data.get_mut(vm);
        data.reverse();
        data.chunks_exact_mut(size).for_each(<[u8]>::reverse);
    }
    fn byte_swap(vm: &mut Vm, this: &Obj<Array>) {
        let size = this.kind.size;
        this.data.get_mut(vm).chunks_exact_mut(size).for_each(<[u8]>::reverse);
    }
    fn copy(vm: &mut Vm, this: &Obj<Array>) -> Handle<Array> {
        let data = this.data.cloned(vm);
        Array::new(vm, this.kind, data)
    }
    fn deep_copy(vm: &mut Vm, this: &Obj<Array>, _memo: &Value) -> Handle<Array> {
        Array::copy(vm, this)
    }
    fn buffer_info(vm: &mut Vm, this: &Obj<Array>) -> Handle<Tuple> {
        let address = this.data.get(vm).as_ptr() as usize;
        Tuple::new(vec![vm.new_int_u64(address as u64), vm.new_int(this.len(vm) as i64)])
    }
    fn to_list(vm: &mut Vm, this: &Obj<Array>) -> Result<Handle<List>> {
        Ok(List::new(this.values(vm)?))
    }
    fn to_bytes(vm: &mut Vm, this: &Obj<Array>) -> Value {
        vm.new_bytes(this.data.get(vm))
    }
    fn from_bytes(vm: &mut Vm, this: &Obj<Array>, buffer: &Value) -> Result<()> {
        let Some(found) = vm.buffer(buffer)? else {
            let name = vm.type_name(buffer);
            return Err(vm.type_error(format_args!("a bytes-like object is required, not '{name}'")));
        };
        if found.itemsize != 1 {
            return Err(vm.type_error("a bytes-like object is required"));
        }
        let bytes = found.to_vec(vm);
        if bytes.len() % this.kind.size == 0 && !bytes.is_empty() {
            this.resizable(vm)?;
        }
        this.push_raw(vm, &bytes)
    }
    fn from_list(vm: &mut Vm, this: &Obj<Array>, list: &Value) -> Result<()> {
        let Some(list) = list.cast::<List>() else { return Err(vm.type_error("arg must be list")) };
        let length = list.items.get(vm).len();
        if length == 0 {
            return Ok(());
        }
        this.resizable(vm)?;
        let mut more = Vec::with_capacity(length * this.kind.size);
        for at in 0..length {
            let Some(item) = list.items.get(vm).get(at).cloned() else { break };
            more.extend_from_slice(&this.kind.pack(vm, &item)?[..this.kind.size]);
            if list.items.get(vm).len() != length {
                return Err(vm.runtime_error("list changed size during iteration"));
            }
        }
        this.push_bytes(vm, &more)
    }
    fn from_unicode(vm: &mut Vm, this: &Obj<Array>, text: &Obj<Str>) -> Result<()> {
        if !this.kind.is_text() {
            return Err(
                vm.value_error("fromunicode() may only be called on unicode type arrays ('u' or 'w')")
            );
        }
        this.push_text(vm, text)
    }
    fn to_unicode(vm: &mut Vm, this: &Obj<Array>) -> Result<Handle<Str>> {
        if !this.kind.is_text() {
            return Err(vm.value_error("tounicode() may only be called on unicode type arrays ('u' or 'w')"));
        }
        Ok(Str::from_vec(this.text(vm)?))
    }
    fn from_file(vm: &mut Vm, this: &Obj<Array>, file: &Value, count: isize) -> Result<()> {
        let Ok(count) = usize::try_from(count) else { return Err(vm.value_error("negative count")) };
        let wanted = vm.check_size(count.checked_mul(this.kind.size))?;
        let read = vm.get_attr_text(file, "read")?;
        let size = vm.new_int(wanted as i64);
        let found = vm.call(&read, &[size])?;
        let Some(bytes) = found.cast::<Bytes>() else {
            return Err(vm.type_error("read() didn't return bytes"));
        };
        this.push_raw(vm, bytes.as_slice())?;
        if bytes.as_slice().len() != wanted {
            return Err(vm.eof_error("read() didn't return enough bytes"));
        }
        Ok(())
    }
    fn to_file(vm: &mut Vm, this: &Obj<Array>, file: &Value) -> Result<()> {
        let mut at = 0;
        while at < this.data.get(vm).len() {
            let data = this.data.get(vm);
            let block = vm.new_bytes(&data[at..data.len().min(at + BLOCK)]);
            let write = vm.get_attr_text(file, "write")?;
            vm.call(&write, &[block])?;
            at += BLOCK;
        }
        Ok(())
    }
    fn repr(vm: &mut Vm, this: &Obj<Array>) -> Result<Value> {
        let name = crate::class_name(vm, &this.to_value());
        let code = this.kind.code as char;
        if this.data.get(vm).is_empty() {
            return Ok(vm.new_str(&format!("{name}('{code}')")));
        }
        let mut shown = format!("{name}('{code}', ").into_bytes();
        if this.kind.is_text() {
            let text = this.text(vm)?;
            shown.extend(escape::repr_str(&text));
        } else {
            let items = List::new(this.values(vm)?).into_value();
            shown.extend_from_slice(vm.repr(&items)?.as_bytes());
        }
        shown.push(b')');
        Ok(Str::from_vec(shown).into_value())
    }
    fn size_of(vm: &mut Vm, this: &Obj<Array>) -> usize {
        80 + this.data.get(vm).capacity()
    }
    fn reduce_ex(vm: &mut Vm, this: &Obj<Array>, protocol: &Value) -> Result<Value> {
        pickle::reduce_ex(vm, this, protocol)
    }
    fn type_code(_vm: &mut Vm, this: &Obj<Array>) -> String {
        String::from(this.kind.code as char)
    }
}

/// A row for a comparison.
macro_rules! comparison {
    ($signature:literal, $op:ident) => {
        method!(
            $signature,
            |vm: &mut Vm, this: &Obj<Array>, value: &Value| Array::compare(vm, CompareOp::$op, this, value),
            2
        )
    };
}

/// Table of `array.array`.
pub static TYPE: TypeDef = TypeDef {
    name: "array.array",
    doc: DOC,
    base: None,
    map: None,
    layout: Layout::of::<Array>(),
    flags: type_flags::BASE | type_flags::SEQUENCE | type_flags::WEAK,
    rows: &[
        raw!(
            StaticMethod,
            "__new__(cls, *args, **kwargs)",
            super::new,
            "Create and return a new object.  See help(type) for accurate signature."
        ),
        constant!("__hash__", |_| Value::NONE),
        method!("__repr__(self, /)", Array::repr, 1),
        comparison!("__lt__(self, value, /)", Lt),
        comparison!("__le__(self, value, /)", Le),
        comparison!("__eq__(self, value, /)", Eq),
        comparison!("__ne__(self, value, /)", Ne),
        comparison!("__gt__(self, value, /)", Gt),
        comparison!("__ge__(self, value, /)", Ge),
        method!("__len__(self, /)", Array::length, 1),
        method!("__iter__(self, /)", Array::iter, 1),
        method!("__getitem__(self, key, /)", subscript::get_item, 2),
        method!("__setitem__(self, key, value, /)", subscript::set_item, 3),
        method!("__delitem__(self, key, /)", subscript::del_item, 2),
        method!("__contains__(self, key, /)", Array::contains, 2),
        method!("__add__(self, value, /)", Array::add, 2),
        method!("__iadd__(self, value, /)", Array::add_in_place, 2),
        method!("__mul__(self, value, /)", Array::mul, 2),
        method!("__rmul__(self, value, /)", Array::mul, 2),
        method!("__imul__(self, value, /)", Array::mul_in_place, 2),
        method!(
            "__buffer__(self, flags, /)",
            memoryview::lend,
            2,
            "Return a buffer object that exposes the underlying memory of the object."
        ),
        method!(
            "__release_buffer__(self, buffer, /)",
            memoryview::give_back,
            2,
            "Release the buffer object that exposes the underlying memory of the object."
        ),
        raw!(
            ClassMethod,
            "__class_getitem__(cls, object, /)",
            whipsnake_vm::objects::sequence::class_getitem,
            "See PEP 585"
        ),
        method!("__copy__(self, /)", Array::copy, 1, "Return a copy of the array."),
        method!("__deepcopy__(self, unused, /)", Array::deep_copy, 2, "Return a copy of the array."),
        method!(
            "__reduce_ex__(self, value, /)",
            Array::reduce_ex,
            2,
            "Return state information for pickling."
        ),
        method!("__sizeof__(self, /)", Array::size_of, 1, "Size of the array in memory, in bytes."),
        getset!("typecode", Array::type_code),
        getset!("itemsize", |_: &mut Vm, this: &Obj<Array>| this.kind.size),
        method!("append(self, v, /)", Array::append, 2, "Append new value v to the end of the array."),
        method!(
            "buffer_info(self, /)",
            Array::buffer_info,
            1,
            "Return a tuple (address, length) giving the current memory address and the length in items of the buffer used to hold array's contents.\n\nThe length should be multiplied by the itemsize attribute to calculate\nthe buffer length in bytes."
        ),
        method!(
            "byteswap(self, /)",
            Array::byte_swap,
            1,
            "Byteswap all items of the array.\n\nIf the items in the array are not 1, 2, 4, or 8 bytes in size, RuntimeError is\nraised."
        ),
        method!("clear(self, /)", Array::clear, 1, "Remove all items from the array."),
        method!("count(self, v, /)", Array::count, 2, "Return number of occurrences of v in the array."),
        method!("extend(self, bb, /)", Array::extend, 2, "Append items to the end of the array."),
        method!(
            "frombytes(self, buffer, /)",
            Array::from_bytes,
            2,
            "Appends items from the string, interpreting it as an array of machine values, as if it had been read from a file using the fromfile() method."
        ),
        method!(
            "fromfile(self, f, n, /)",
            Array::from_file,
            3,
            "Read n objects from the file object f and append them to the end of the array."
        ),
        method!("fromlist(self, list, /)", Array::from_list, 2, "Append items to array from list."),
        method!(
            "fromunicode(self, ustr, /)",
            Array::from_unicode,
            2,
            "Extends this array with data from the unicode string ustr.\n\nThe array must be a unicode type array; otherwise a ValueError is raised.\nUse array.frombytes(ustr.encode(...)) to append Unicode data to an array of\nsome other type."
        ),
        method!(
            "index(self, v, start=0, stop=9223372036854775807, /)",
            Array::index,
            4,
            "Return index of first occurrence of v in the array.\n\nRaise ValueError if the value is not present."
        ),
        method!(
            "insert(self, i, v, /)",
            Array::insert,
            3,
            "Insert a new item v into the array before position i."
        ),
        method!(
            "pop(self, i=-1, /)",
            Array::pop,
            2,
            "Return the i-th element and delete it from the array.\n\ni defaults to -1."
        ),
        method!("remove(self, v, /)", Array::remove, 2, "Remove the first occurrence of v in the array."),
        method!("reverse(self, /)", Array::reverse, 1, "Reverse the order of the items in the array."),
        method!(
            "tobytes(self, /)",
            Array::to_bytes,
            1,
            "Convert the array to an array of machine values and return the bytes representation."
        ),
        method!(
            "tofile(self, f, /)",
            Array::to_file,
            2,
            "Write all items (as machine values) to the file object f."
        ),
        method!(
            "tolist(self, /)",
            Array::to_list,
            1,
            "Convert array to an ordinary list with the same items."
        ),
        method!(
            "tounicode(self, /)",
            Array::to_unicode,
            1,
            "Extends this array with data from the unicode string ustr.\n\nConvert the array to a unicode string.  The array must be a unicode type array;\notherwise a ValueError is raised.  Use array.tobytes().decode() to obtain a\nunicode string from an array of some other type."
        ),
    ],
};

const DOC: &str = "array(typecode [, initializer]) -> array\n\nReturn a new array whose items are restricted by typecode, and\ninitialized from the optional initializer value, which must be a list,\nstring or iterable over elements of the appropriate type.";
