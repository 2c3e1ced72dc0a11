//! `memoryview`: a window on the memory of another object, with items of a format in some dimensions.

pub mod item;
pub mod iter;

use crate::{
    body, class_method,
    error::{Raised, Result},
    getset, method,
    native::{Rest, Row, TypeDef},
    objects::{bytes::shared::to_hex, list::List, slice::Slice},
    protocol::buffer::Buffer,
    static_method,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Tuple, Value, VmCell, fixed, map::Layout},
    vm::Vm,
};
use std::cell::Cell;

/// A view.
pub struct MemoryView {
    /// The memory; nothing once released.
    buffer: VmCell<Option<Buffer>>,
    /// Cached hash, 0 when not known.
    hash: Cell<i64>,
}
body!(MemoryView, fixed::MEMORY_VIEW, [buffer]);

impl MemoryView {
    /// A view of borrowed memory.
    pub fn new(buffer: Buffer) -> Handle<MemoryView> {
        Handle::new(MemoryView { buffer: VmCell::new(Some(buffer)), hash: Cell::new(0) })
    }
    /// The memory, shared. Errors: it was released.
    pub fn buffer(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<Buffer> {
        match this.buffer.get(vm) {
            Some(buffer) => Ok(buffer.clone()),
            None => Err(vm.value_error("operation forbidden on released memoryview object")),
        }
    }
}

fn new(vm: &mut Vm, _class: &Obj<Type>, object: &Value) -> Result<Handle<MemoryView>> {
    match vm.buffer(object)? {
        Some(buffer) => Ok(MemoryView::new(buffer)),
        None => {
            let name = vm.type_name(object);
            Err(vm.type_error(format_args!("memoryview: a bytes-like object is required, not '{name}'")))
        }
    }
}
fn from_flags(vm: &mut Vm, class: &Obj<Type>, object: &Value, _flags: i64) -> Result<Handle<MemoryView>> {
    new(vm, class, object)
}
fn repr(vm: &mut Vm, this: &Obj<MemoryView>) -> String {
    let kind = if this.buffer.get(vm).is_some() { "memory" } else { "released memory" };
    format!("<{kind} at {:#x}>", vm.id(&this.to_value()))
}

/// The letter of the view's format. Errors: items of this format cannot be read.
fn code(vm: &mut Vm, buffer: &Buffer) -> Result<u8> {
    match item::code(&buffer.format) {
        Some(code) => Ok(code),
        None => {
            Err(vm.not_implemented_error(format_args!("memoryview: format {} not supported", buffer.format)))
        }
    }
}
/// The number of items in the first dimension. Errors: released; no dimension.
pub(super) fn items(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<usize> {
    let buffer = MemoryView::buffer(vm, this)?;
    match buffer.shape.first() {
        Some(length) => Ok(*length),
        None => Err(vm.type_error("invalid indexing of 0-dim memory")),
    }
}
/// Item number `index` of a view in one dimension.
pub(super) fn item_at(vm: &mut Vm, this: &Obj<MemoryView>, index: isize) -> Result<Value> {
    let buffer = MemoryView::buffer(vm, this)?;
    let code = code(vm, &buffer)?;
    match buffer.shape.len() {
        0 => return Err(vm.type_error("invalid indexing of 0-dim memory")),
        1 => {}
        _ => return Err(vm.not_implemented_error("multi-dimensional sub-views are not implemented")),
    }
    let offset = offset_of(vm, &buffer, &[index])?;
    Ok(item::unpack(code, buffer.item(vm, offset)))
}
/// Where the item with these indices begins. Errors: IndexError.
fn offset_of(vm: &mut Vm, buffer: &Buffer, indices: &[isize]) -> Result<usize> {
    let mut offset = buffer.offset as isize;
    for (dimension, (index, (length, stride))) in
        indices.iter().zip(buffer.shape.iter().zip(&buffer.strides)).enumerate()
    {
        let length = *length as isize;
        let at = if *index < 0 { index + length } else { *index };
        if !(0..length).contains(&at) {
            return Err(vm.index_error(format_args!("index out of bounds on dimension {}", dimension + 1)));
        }
        offset += at * stride;
    }
    Ok(offset as usize)
}
/// The indices of a key that is a tuple of ints or a single int; nothing for other keys.
fn indices(vm: &mut Vm, buffer: &Buffer, key: &Value) -> Result<Option<Vec<isize>>> {
    if vm.has_index(key) {
        return vm.index_for_item(key).map(|index| Some(vec![index]));
    }
    let Some(tuple) = key.exact::<Tuple>() else { return Ok(None) };
    let items = tuple.as_slice();
    let mut found = Vec::with_capacity(items.len());
    for item in items {
        if !vm.has_index(item) {
            return Ok(None);
        }
        found.push(vm.index_for_item(item)?);
    }
    let dimensions = buffer.shape.len();
    if items.len() < dimensions {
        return Err(vm.not_implemented_error("sub-views are not implemented"));
    }
    if items.len() > dimensions {
        return Err(vm.type_error(format_args!(
            "cannot index {dimensions}-dimension view with {}-element tuple",
            items.len()
        )));
    }
    Ok(Some(found))
}
fn bad_key(vm: &mut Vm) -> Raised {
    vm.type_error("memoryview: invalid slice key")
}
fn sliced(vm: &mut Vm, buffer: &Buffer, slice: &Obj<Slice>) -> Result<Buffer> {
    let Some(&length) = buffer.shape.first() else {
        return Err(vm.type_error("invalid indexing of 0-dim memory"));
    };
    let span = vm.span(slice, |_| length)?;
    let mut part = buffer.clone();
    let stride = part.strides[0];
    part.offset = (part.offset as isize + if span.count > 0 { span.start * stride } else { 0 }) as usize;
    part.shape[0] = span.count;
    part.strides[0] = stride * span.step;
    Ok(part)
}

fn get_item(vm: &mut Vm, this: &Obj<MemoryView>, key: &Value) -> Result<Value> {
    let buffer = MemoryView::buffer(vm, this)?;
    if buffer.shape.is_empty() {
        let whole = key.exact::<Tuple>().is_some_and(|tuple| tuple.as_slice().is_empty());
        if whole {
            let code = code(vm, &buffer)?;
            return Ok(item::unpack(code, buffer.item(vm, buffer.offset)));
        }
        if key.is(&Value::ELLIPSIS) {
            return Ok(this.to_value());
        }
        return Err(vm.type_error("invalid indexing of 0-dim memory"));
    }
    if let Some(slice) = key.exact::<Slice>() {
        let part = sliced(vm, &buffer, slice)?;
        return Ok(MemoryView::new(part).into_value());
    }
    let is_tuple = key.exact::<Tuple>().is_some();
    let Some(indices) = indices(vm, &buffer, key)? else { return Err(bad_key(vm)) };
    if !is_tuple {
        return item_at(vm, this, indices[0]);
    }
    let code = code(vm, &buffer)?;
    let offset = offset_of(vm, &buffer, &indices)?;
    Ok(item::unpack(code, buffer.item(vm, offset)))
}

fn set_item(vm: &mut Vm, this: &Obj<MemoryView>, key: &Value, value: &Value) -> Result<()> {
    let buffer = MemoryView::buffer(vm, this)?;
    if buffer.readonly {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    if let Some(slice) = key.exact::<Slice>() {
        let part = sliced(vm, &buffer, slice)?;
        return assign(vm, &part, value);
    }
    let offset = if buffer.shape.is_empty() {
        let whole = key.exact::<Tuple>().is_some_and(|tuple| tuple.as_slice().is_empty());
        if !whole && !key.is(&Value::ELLIPSIS) {
            return Err(vm.type_error("invalid indexing of 0-dim memory"));
        }
        buffer.offset
    } else {
        let slices = |key: &Tuple| key.as_slice().iter().all(|part| part.exact::<Slice>().is_some());
        if key.exact::<Tuple>().is_some_and(|key| !key.as_slice().is_empty() && slices(key)) {
            let text = "memoryview slice assignments are currently restricted to ndim = 1";
            return Err(vm.not_implemented_error(text));
        }
        let Some(indices) = indices(vm, &buffer, key)? else { return Err(bad_key(vm)) };
        if indices.len() < buffer.shape.len() {
            return Err(vm.not_implemented_error("sub-views are not implemented"));
        }
        offset_of(vm, &buffer, &indices)?
    };
    let code = code(vm, &buffer)?;
    let bytes = item::pack(vm, code, value)?;
    // Packing may have run Python that released this view.
    MemoryView::buffer(vm, this)?;
    store(vm, &buffer, offset, &bytes);
    Ok(())
}
fn store(vm: &mut Vm, buffer: &Buffer, offset: usize, bytes: &[u8]) {
    if let Some(place) =
        buffer.memory.write(vm).and_then(|memory| memory.get_mut(offset..offset + bytes.len()))
    {
        place.copy_from_slice(bytes);
    }
}
/// Copies the items of a bytes-like object into a part of a view.
fn assign(vm: &mut Vm, part: &Buffer, value: &Value) -> Result<()> {
    let Some(source) = vm.buffer(value)? else {
        let name = vm.type_name(value);
        return Err(vm.type_error(format_args!("a bytes-like object is required, not '{name}'")));
    };
    let plain = |format: &str| format.strip_prefix('@').unwrap_or(format).to_owned();
    if plain(&source.format) != plain(&part.format) || source.shape != part.shape {
        return Err(vm.value_error("memoryview assignment: lvalue and rvalue have different structures"));
    }
    let bytes = source.to_vec(vm);
    for (offset, item) in part.offsets().into_iter().zip(bytes.chunks(part.itemsize.max(1))) {
        store(vm, part, offset, item);
    }
    Ok(())
}
fn del_item(vm: &mut Vm, _this: &Obj<MemoryView>, _key: &Value) -> Result<()> {
    Err(vm.type_error("cannot delete memory"))
}
fn len(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<usize> {
    let buffer = MemoryView::buffer(vm, this)?;
    match buffer.shape.first() {
        Some(length) => Ok(*length),
        None => Err(vm.type_error("0-dim memory has no length")),
    }
}
fn iter_(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<Handle<iter::MemoryIter>> {
    iter::MemoryIter::new(vm, this)
}
fn contains(vm: &mut Vm, this: &Obj<MemoryView>, value: &Value) -> Result<bool> {
    for index in 0..items(vm, this)? {
        let item = item_at(vm, this, index as isize)?;
        if vm.equal(&item, value)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether both have equal items in equal shapes; items that cannot be read are unequal to all.
fn same(vm: &mut Vm, this: &Obj<MemoryView>, other: &Value) -> Result<Option<bool>> {
    if this.is(other) {
        let readable = this.buffer.get(vm).as_ref().is_none_or(|buffer| item::code(&buffer.format).is_some());
        return Ok(Some(readable));
    }
    let Some(mine) = this.buffer.cloned(vm) else { return Ok(Some(false)) };
    if other.cast::<MemoryView>().is_some_and(|view| view.buffer.get(vm).is_none()) {
        return Ok(Some(false));
    }
    let Some(theirs) = vm.buffer(other)? else { return Ok(None) };
    if mine.shape != theirs.shape {
        return Ok(Some(false));
    }
    let (Some(a), Some(b)) = (item::code(&mine.format), item::code(&theirs.format)) else {
        return Ok(Some(false));
    };
    let (left, right) = (mine.to_vec(vm), theirs.to_vec(vm));
    if a == b && !matches!(a, b'e' | b'f' | b'd' | b'?') {
        return Ok(Some(left == right));
    }
    for (x, y) in left.chunks(mine.itemsize.max(1)).zip(right.chunks(theirs.itemsize.max(1))) {
        let (x, y) = (item::unpack(a, x), item::unpack(b, y));
        if !vm.compare_truth(crate::protocol::CompareOp::Eq, &x, &y)? {
            return Ok(Some(false));
        }
    }
    Ok(Some(true))
}
fn eq(vm: &mut Vm, this: &Obj<MemoryView>, value: &Value) -> Result<Value> {
    Ok(same(vm, this, value)?.map_or(Value::NOT_IMPLEMENTED, Value::bool))
}
fn ne(vm: &mut Vm, this: &Obj<MemoryView>, value: &Value) -> Result<Value> {
    Ok(same(vm, this, value)?.map_or(Value::NOT_IMPLEMENTED, |same| Value::bool(!same)))
}
fn hash(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<i64> {
    if this.hash.get() != 0 {
        return Ok(this.hash.get());
    }
    let buffer = MemoryView::buffer(vm, this)?;
    if !buffer.readonly {
        return Err(vm.value_error("cannot hash writable memoryview object"));
    }
    if !matches!(item::code(&buffer.format), Some(b'B' | b'b' | b'c')) {
        return Err(vm.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
    }
    // Equal to the hash of the same bytes.
    let bytes = Value::from(crate::objects::bytes::Bytes::new(buffer.to_vec(vm)));
    let hash = vm.hash(&bytes)? as i64;
    this.hash.set(hash);
    Ok(hash)
}

fn tobytes(vm: &mut Vm, this: &Obj<MemoryView>, order: Option<&Value>) -> Result<Value> {
    let buffer = MemoryView::buffer(vm, this)?;
    let order = match order.filter(|order| !order.is_none()) {
        None => "C".to_owned(),
        Some(order) if order.cast::<Str>().is_some() => vm.text_of(order).into_owned(),
        Some(order) => {
            let name = vm.type_name(order);
            return Err(
                vm.type_error(format_args!("tobytes() argument 'order' must be str or None, not {name}"))
            );
        }
    };
    let fortran = match &*order {
        "C" => false,
        "F" => true,
        "A" => !buffer.is_c_contiguous() && buffer.is_f_contiguous(),
        _ => return Err(vm.value_error("order must be 'C', 'F' or 'A'")),
    };
    let bytes = if fortran && buffer.shape.len() > 1 {
        let mut turned = buffer.clone();
        turned.shape.reverse();
        turned.strides.reverse();
        turned.to_vec(vm)
    } else {
        buffer.to_vec(vm)
    };
    Ok(vm.new_bytes(&bytes))
}
fn tolist(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<Value> {
    let buffer = MemoryView::buffer(vm, this)?;
    let code = code(vm, &buffer)?;
    Ok(listed(vm, &buffer, code, buffer.offset as isize, 0))
}
fn listed(vm: &mut Vm, buffer: &Buffer, code: u8, offset: isize, dimension: usize) -> Value {
    let (Some(&length), Some(&stride)) = (buffer.shape.get(dimension), buffer.strides.get(dimension)) else {
        return item::unpack(code, buffer.item(vm, offset as usize));
    };
    let items = (0..length as isize)
        .map(|at| listed(vm, buffer, code, offset + at * stride, dimension + 1))
        .collect();
    List::new(items).into_value()
}
fn toreadonly(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<Handle<MemoryView>> {
    let mut buffer = MemoryView::buffer(vm, this)?;
    buffer.readonly = true;
    Ok(MemoryView::new(buffer))
}
fn release(vm: &mut Vm, this: &Obj<MemoryView>) {
    this.buffer.set(vm, None);
}
fn enter(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<Value> {
    MemoryView::buffer(vm, this)?;
    Ok(this.to_value())
}
fn exit(vm: &mut Vm, this: &Obj<MemoryView>, _exc_info: Rest) {
    release(vm, this);
}
fn cast(
    vm: &mut Vm,
    this: &Obj<MemoryView>,
    format: &Value,
    shape: Option<&Value>,
) -> Result<Handle<MemoryView>> {
    let buffer = MemoryView::buffer(vm, this)?;
    let Some(text) = format.cast::<Str>() else { return Err(vm.not_str("cast() argument 'format'", format)) };
    let text = text.to_text().into_owned();
    if !buffer.is_c_contiguous() {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    if (shape.is_some() || buffer.shape.len() != 1) && buffer.shape.contains(&0) {
        return Err(vm.type_error("memoryview: cannot cast view with zeros in shape or strides"));
    }
    let shape = match shape {
        Some(shape) => Some(shape_of(vm, shape, buffer.shape.len())?),
        None => None,
    };
    let Some(to) = item::code(&text) else {
        return Err(vm.value_error(
            "memoryview: destination format must be a native single character format prefixed with an optional '@'",
        ));
    };
    let Some(from) = item::code(&buffer.format) else {
        return Err(vm.value_error(
            "memoryview: source format must be a native single character format prefixed with an optional '@'",
        ));
    };
    let is_byte = |code: u8| matches!(code, b'b' | b'B' | b'c');
    if !is_byte(from) && !is_byte(to) {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let (size, nbytes) = (item::size(to).unwrap_or(1), buffer.nbytes());
    if nbytes % size != 0 {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    let shape = shape.unwrap_or_else(|| vec![nbytes / size]);
    let product = shape.iter().try_fold(size, |product, length| product.checked_mul(*length));
    if product != Some(nbytes) {
        return Err(vm.type_error("memoryview: product(shape) * itemsize != buffer size"));
    }
    let mut strides = vec![size as isize; shape.len()];
    for dimension in (1..shape.len()).rev() {
        strides[dimension - 1] = strides[dimension] * shape[dimension] as isize;
    }
    Ok(MemoryView::new(Buffer { format: text.into(), itemsize: size, shape, strides, ..buffer }))
}
/// The lengths that `cast` is given.
fn shape_of(vm: &mut Vm, shape: &Value, dimensions: usize) -> Result<Vec<usize>> {
    let items = match (shape.cast::<List>(), shape.cast::<Tuple>()) {
        (Some(list), _) => list.items.cloned(vm),
        (_, Some(tuple)) => tuple.as_slice().to_vec(),
        _ => return Err(vm.type_error("shape must be a list or a tuple")),
    };
    if items.len() > 64 {
        return Err(vm.value_error("memoryview: number of dimensions must not exceed 64"));
    }
    if dimensions != 1 && items.len() != 1 {
        return Err(vm.type_error("memoryview: cast must be 1D -> ND or ND -> 1D"));
    }
    let mut lengths = Vec::with_capacity(items.len());
    for item in &items {
        if item.as_int().is_none() {
            return Err(vm.type_error("memoryview.cast(): elements of shape must be integers"));
        }
        match vm.int_to_i64(item).and_then(|length| usize::try_from(length).ok()).filter(|length| *length > 0)
        {
            Some(length) => lengths.push(length),
            None => return Err(vm.value_error("memoryview.cast(): elements of shape must be integers > 0")),
        }
    }
    Ok(lengths)
}
fn hex(vm: &mut Vm, this: &Obj<MemoryView>, sep: Option<&Value>, group: Option<i32>) -> Result<Value> {
    let bytes = MemoryView::buffer(vm, this)?.to_vec(vm);
    to_hex(vm, &bytes, sep, group)
}
fn count(vm: &mut Vm, this: &Obj<MemoryView>, value: &Value) -> Result<usize> {
    let mut count = 0;
    for index in 0..items(vm, this)? {
        let item = item_at(vm, this, index as isize)?;
        count += usize::from(vm.equal(&item, value)?);
    }
    Ok(count)
}
fn index(
    vm: &mut Vm,
    this: &Obj<MemoryView>,
    value: &Value,
    start: Option<&Value>,
    stop: Option<&Value>,
) -> Result<usize> {
    let length = items(vm, this)?;
    let clip = crate::objects::sequence::clip_place;
    let start = match start {
        Some(start) => clip(vm.search_bound(start)?, length),
        None => 0,
    };
    let stop = match stop {
        Some(stop) => clip(vm.search_bound(stop)?, length),
        None => length,
    };
    for at in start..stop {
        let item = item_at(vm, this, at as isize)?;
        if vm.equal(&item, value)? {
            return Ok(at);
        }
    }
    Err(vm.value_error("memoryview.index(x): x not found"))
}

fn obj(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<Value> {
    Ok(MemoryView::buffer(vm, this)?.owner)
}
fn nbytes(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<usize> {
    Ok(MemoryView::buffer(vm, this)?.nbytes())
}
fn readonly(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<bool> {
    Ok(MemoryView::buffer(vm, this)?.readonly)
}
fn itemsize(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<usize> {
    Ok(MemoryView::buffer(vm, this)?.itemsize)
}
fn format(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<String> {
    Ok(MemoryView::buffer(vm, this)?.format.to_string())
}
fn ndim(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<usize> {
    Ok(MemoryView::buffer(vm, this)?.shape.len())
}
fn shape(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<Handle<Tuple>> {
    let buffer = MemoryView::buffer(vm, this)?;
    Ok(Tuple::new(buffer.shape.iter().map(|length| Value::int(*length as i64)).collect()))
}
fn strides(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<Handle<Tuple>> {
    let buffer = MemoryView::buffer(vm, this)?;
    Ok(Tuple::new(buffer.strides.iter().map(|stride| Value::int(*stride as i64)).collect()))
}
fn suboffsets(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<Handle<Tuple>> {
    MemoryView::buffer(vm, this)?;
    Ok(Tuple::new(Vec::new()))
}
fn c_contiguous(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<bool> {
    Ok(MemoryView::buffer(vm, this)?.is_c_contiguous())
}
fn f_contiguous(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<bool> {
    Ok(MemoryView::buffer(vm, this)?.is_f_contiguous())
}
fn contiguous(vm: &mut Vm, this: &Obj<MemoryView>) -> Result<bool> {
    let buffer = MemoryView::buffer(vm, this)?;
    Ok(buffer.is_c_contiguous() || buffer.is_f_contiguous())
}
fn class_getitem(vm: &mut Vm, class: &Obj<Type>, item: &Value) -> Value {
    vm.new_generic_alias(&class.to_value(), item)
}
/// `__buffer__` of any object that lends memory.
pub fn lend(vm: &mut Vm, this: &Value, _flags: i64) -> Result<Handle<MemoryView>> {
    match vm.buffer(this)? {
        Some(buffer) => Ok(MemoryView::new(buffer)),
        None => Err(vm.type_error("object does not lend memory")),
    }
}
/// `__release_buffer__`
pub fn give_back(vm: &mut Vm, _this: &Value, buffer: &Obj<MemoryView>) {
    release(vm, buffer);
}

const ROWS: &[Row] = &[
    static_method!("__new__(cls, /, object)", new, 2, "Create and return a new object."),
    class_method!(
        "_from_flags(cls, /, object, flags)",
        from_flags,
        3,
        "Create a new memoryview object which references the given object."
    ),
    method!("__repr__(self, /)", repr, 1),
    method!("__hash__(self, /)", hash, 1),
    method!("__eq__(self, value, /)", eq, 2),
    method!("__ne__(self, value, /)", ne, 2),
    method!("__len__(self, /)", len, 1),
    method!("__iter__(self, /)", iter_, 1),
    method!("__getitem__(self, key, /)", get_item, 2),
    method!("__setitem__(self, key, value, /)", set_item, 3),
    method!("__delitem__(self, key, /)", del_item, 2),
    method!("__contains__(self, key, /)", contains, 2),
    method!(
        "__buffer__(self, flags, /)",
        lend,
        2,
        "Return a buffer object that exposes the underlying memory of the object."
    ),
    method!(
        "__release_buffer__(self, buffer, /)",
        give_back,
        2,
        "Release the buffer object that exposes the underlying memory of the object."
    ),
    method!("__enter__(self, /)", enter, 1),
    method!(
        "__exit__(self, /, *exc_info)",
        exit,
        2,
        "Release the underlying buffer exposed by the memoryview object."
    ),
    method!(
        "release(self, /)",
        release,
        1,
        "Release the underlying buffer exposed by the memoryview object."
    ),
    method!(
        "tobytes(self, /, order='C')",
        tobytes,
        2,
        "Return the data in the buffer as a byte string.\n\nOrder can be {'C', 'F', 'A'}. When order is 'C' or 'F', the data of the\noriginal array is converted to C or Fortran order. For contiguous views,\n'A' returns an exact copy of the physical memory. In particular, in-memory\nFortran order is preserved. For non-contiguous views, the data is converted\nto C first. order=None is the same as order='C'."
    ),
    method!("tolist(self, /)", tolist, 1, "Return the data in the buffer as a list of elements."),
    method!("toreadonly(self, /)", toreadonly, 1, "Return a readonly version of the memoryview."),
    method!("cast(self, /, format, shape=None)", cast, 3, "Cast a memoryview to a new format or shape."),
    method!(
        "hex(self, /, sep=None, bytes_per_sep=1)",
        hex,
        3,
        "Return the data in the buffer as a str of hexadecimal numbers."
    ),
    method!("count(self, value, /)", count, 2, "Count the number of occurrences of a value."),
    method!(
        "index(self, value, start=0, stop=None, /)",
        index,
        4,
        "Return the index of the first occurrence of a value.\n\nRaises ValueError if the value is not present."
    ),
    class_method!("__class_getitem__(cls, object, /)", class_getitem, 2, "See PEP 585"),
    getset!("obj", obj),
    getset!("nbytes", nbytes),
    getset!("readonly", readonly),
    getset!("itemsize", itemsize),
    getset!("format", format),
    getset!("ndim", ndim),
    getset!("shape", shape),
    getset!("strides", strides),
    getset!("suboffsets", suboffsets),
    getset!("c_contiguous", c_contiguous),
    getset!("f_contiguous", f_contiguous),
    getset!("contiguous", contiguous),
];

/// `memoryview`
pub static TYPE: TypeDef = TypeDef {
    name: "memoryview",
    doc: "Create a new memoryview object which references the given object.",
    base: None,
    map: Some(fixed::MEMORY_VIEW),
    layout: Layout::of::<MemoryView>(),
    flags: type_flags::SEQUENCE | type_flags::WEAK,
    rows: ROWS,
};
