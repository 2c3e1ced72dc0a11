//! `_operator`: operators as functions. Getters and callers are in [`getters`].

mod getters;

use whipsnake_vm::{
    error::{Raised, Result},
    function,
    native::{ModuleDef, Row, resumable::is_inert},
    objects::{
        consume::{Sink, consume},
        dict::Dict,
    },
    protocol::{BinaryOp, CompareOp},
    raw,
    types::Slot,
    value::{Str, Trace, Tracer, Value},
    vm::Vm,
};

/// A row for a binary operator.
macro_rules! binary {
    ($signature:literal, $op:ident, $doc:literal) => {
        function!(
            $signature,
            |vm: &mut Vm, a: &Value, b: &Value| vm.binary_deferring(BinaryOp::$op, a, b, false),
            2,
            $doc
        )
    };
}
/// A row for an operator of an augmented assignment.
macro_rules! in_place {
    ($signature:literal, $op:ident, $doc:literal) => {
        function!(
            $signature,
            |vm: &mut Vm, a: &Value, b: &Value| vm.binary_deferring(BinaryOp::$op, a, b, true),
            2,
            $doc
        )
    };
}
/// A row for a comparison.
macro_rules! comparison {
    ($signature:literal, $op:ident, $doc:literal) => {
        function!(
            $signature,
            |vm: &mut Vm, a: &Value, b: &Value| vm.compare_deferring(CompareOp::$op, a, b),
            2,
            $doc
        )
    };
}
/// A row for a unary operator.
macro_rules! unary {
    ($signature:literal, $slot:ident, $symbol:literal, $doc:literal) => {
        function!($signature, |vm: &mut Vm, a: &Value| vm.unary(Slot::$slot, $symbol, a), 1, $doc)
    };
}

const ROWS: &[Row] = &[
    binary!("add(a, b, /)", Add, "Same as a + b."),
    binary!("sub(a, b, /)", Sub, "Same as a - b."),
    binary!("mul(a, b, /)", Mul, "Same as a * b."),
    binary!("matmul(a, b, /)", MatMul, "Same as a @ b."),
    binary!("truediv(a, b, /)", Div, "Same as a / b."),
    binary!("floordiv(a, b, /)", FloorDiv, "Same as a // b."),
    binary!("mod(a, b, /)", Mod, "Same as a % b."),
    binary!("pow(a, b, /)", Pow, "Same as a ** b."),
    binary!("lshift(a, b, /)", LShift, "Same as a << b."),
    binary!("rshift(a, b, /)", RShift, "Same as a >> b."),
    binary!("and_(a, b, /)", And, "Same as a & b."),
    binary!("or_(a, b, /)", Or, "Same as a | b."),
    binary!("xor(a, b, /)", Xor, "Same as a ^ b."),
    in_place!("iadd(a, b, /)", Add, "Same as a += b."),
    in_place!("isub(a, b, /)", Sub, "Same as a -= b."),
    in_place!("imul(a, b, /)", Mul, "Same as a *= b."),
    in_place!("imatmul(a, b, /)", MatMul, "Same as a @= b."),
    in_place!("itruediv(a, b, /)", Div, "Same as a /= b."),
    in_place!("ifloordiv(a, b, /)", FloorDiv, "Same as a //= b."),
    in_place!("imod(a, b, /)", Mod, "Same as a %= b."),
    in_place!("ipow(a, b, /)", Pow, "Same as a **= b."),
    in_place!("ilshift(a, b, /)", LShift, "Same as a <<= b."),
    in_place!("irshift(a, b, /)", RShift, "Same as a >>= b."),
    in_place!("iand(a, b, /)", And, "Same as a &= b."),
    in_place!("ior(a, b, /)", Or, "Same as a |= b."),
    in_place!("ixor(a, b, /)", Xor, "Same as a ^= b."),
    comparison!("lt(a, b, /)", Lt, "Same as a < b."),
    comparison!("le(a, b, /)", Le, "Same as a <= b."),
    comparison!("eq(a, b, /)", Eq, "Same as a == b."),
    comparison!("ne(a, b, /)", Ne, "Same as a != b."),
    comparison!("gt(a, b, /)", Gt, "Same as a > b."),
    comparison!("ge(a, b, /)", Ge, "Same as a >= b."),
    unary!("neg(a, /)", Neg, "-", "Same as -a."),
    unary!("pos(a, /)", Pos, "+", "Same as +a."),
    unary!("inv(a, /)", Invert, "~", "Same as ~a."),
    unary!("invert(a, /)", Invert, "~", "Same as ~a."),
    function!("abs(a, /)", absolute, 1, "Same as abs(a)."),
    function!("index(a, /)", |vm: &mut Vm, a: &Value| vm.index(a), 1, "Same as a.__index__()"),
    function!("not_(a, /)", |vm: &mut Vm, a: &Value| vm.truth(a).map(|truth| !truth), 1, "Same as not a."),
    function!(
        "truth(a, /)",
        |vm: &mut Vm, a: &Value| vm.truth(a),
        1,
        "Return True if a is true, False otherwise."
    ),
    function!("is_(a, b, /)", |_: &mut Vm, a: &Value, b: &Value| a.is(b), 2, "Same as a is b."),
    function!("is_not(a, b, /)", |_: &mut Vm, a: &Value, b: &Value| !a.is(b), 2, "Same as a is not b."),
    function!("is_none(a, /)", |_: &mut Vm, a: &Value| a.is_none(), 1, "Same as a is None."),
    function!("is_not_none(a, /)", |_: &mut Vm, a: &Value| !a.is_none(), 1, "Same as a is not None."),
    function!("concat(a, b, /)", concat, 2, "Same as a + b, for a and b sequences."),
    function!("iconcat(a, b, /)", concat_in_place, 2, "Same as a += b, for a and b sequences."),
    function!(
        "contains(a, b, /)",
        |vm: &mut Vm, a: &Value, b: &Value| vm.contains(a, b),
        2,
        "Same as b in a (note reversed operands)."
    ),
    function!(
        "getitem(a, b, /)",
        |vm: &mut Vm, a: &Value, b: &Value| vm.get_item_deferring(a, b),
        2,
        "Same as a[b]."
    ),
    function!(
        "setitem(a, b, c, /)",
        |vm: &mut Vm, a: &Value, b: &Value, c: Value| vm.set_item(a, b, c),
        3,
        "Same as a[b] = c."
    ),
    function!(
        "delitem(a, b, /)",
        |vm: &mut Vm, a: &Value, b: &Value| vm.del_item(a, b),
        2,
        "Same as del a[b]."
    ),
    function!(
        "countOf(a, b, /)",
        count_of,
        2,
        "Return the number of items in a which are, or which equal, b."
    ),
    function!("indexOf(a, b, /)", index_of, 2, "Return the first index of b in a."),
    function!(
        "length_hint(obj, default=0, /)",
        length_hint,
        2,
        "Return an estimate of the number of items in obj.\n\nThis is useful for presizing containers when building from an iterable.\n\nIf the object supports len(), the result will be exact.\nOtherwise, it may over- or under-estimate by an arbitrary amount.\nThe result will be an integer >= 0."
    ),
    raw!(Function, "call(obj, /, *args, **kwargs)", call, "Same as obj(*args, **kwargs)."),
    function!(
        "_compare_digest(a, b, /)",
        compare_digest,
        2,
        "Return 'a == b'.\n\nThis function uses an approach designed to prevent\ntiming analysis, making it appropriate for cryptography.\n\na and b must both be of the same type: either str (ASCII only),\nor any bytes-like object.\n\nNote: If a and b are of different lengths, or if an error occurs,\na timing attack could theoretically reveal information about the\ntypes and lengths of a and b--but not their values."
    ),
];

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_operator",
    doc: "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.  The function names are those\nused for special methods; variants without leading and trailing\n'__' are also provided for convenience.",
    rows: ROWS,
    types: &[&getters::ITEM_GETTER, &getters::ATTR_GETTER, &getters::METHOD_CALLER],
    init: None,
};

fn absolute(vm: &mut Vm, a: &Value) -> Result<Value> {
    match vm.class_of(a).slot(vm, Slot::Abs) {
        Some(function) => vm.call_slot(&function, a, &[]),
        None => {
            let name = vm.type_name(a);
            Err(vm.type_error(format_args!("bad operand type for abs(): '{name}'")))
        }
    }
}

/// Whether an object has items by number as far as its class can tell.
fn is_sequence(vm: &mut Vm, value: &Value) -> bool {
    value.cast::<Dict>().is_none() && vm.class_of(value).has_slot(vm, Slot::GetItem)
}
fn check_sequences(vm: &mut Vm, a: &Value, b: &Value) -> Result<()> {
    if is_sequence(vm, a) && is_sequence(vm, b) {
        return Ok(());
    }
    let name = vm.type_name(a);
    Err(vm.type_error(format_args!("'{name}' object can't be concatenated")))
}
fn concat(vm: &mut Vm, a: &Value, b: &Value) -> Result<Value> {
    // A built-in sequence says itself what it cannot take.
    if !is_sequence(vm, a) || vm.class_of(a).has(whipsnake_vm::types::type_flags::HEAP) {
        check_sequences(vm, a, b)?;
    }
    vm.binary_deferring(BinaryOp::Add, a, b, false)
}
fn concat_in_place(vm: &mut Vm, a: &Value, b: &Value) -> Result<Value> {
    if !is_sequence(vm, a) || vm.class_of(a).has(whipsnake_vm::types::type_flags::HEAP) {
        check_sequences(vm, a, b)?;
    }
    vm.binary_deferring(BinaryOp::Add, a, b, true)
}

/// Counts or finds items equal to one.
struct Search {
    wanted: Value,
    seen: usize,
    count: usize,
    /// Whether the first index is wanted.
    index: bool,
}

impl Sink for Search {
    fn takes(&self, item: &Value) -> bool {
        is_inert(item) && is_inert(&self.wanted)
    }
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<bool> {
        if vm.equal(&item, &self.wanted)? {
            self.count += 1;
            if self.index {
                return Ok(false);
            }
        }
        self.seen += 1;
        Ok(true)
    }
    fn finish(&mut self, vm: &mut Vm) -> Result<Value> {
        match (self.index, self.count) {
            (true, 0) => Err(vm.value_error("sequence.index(x): x not in sequence")),
            (true, _) => Ok(vm.new_int(self.seen as i64)),
            (false, count) => Ok(vm.new_int(count as i64)),
        }
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.wanted.trace(tracer);
    }
}

fn search(vm: &mut Vm, a: &Value, b: &Value, index: bool) -> Result<Value> {
    let class = vm.class_of(a);
    if !class.has_slot(vm, Slot::Iter) && !class.has_slot(vm, Slot::GetItem) {
        let name = vm.type_name(a);
        return Err(vm.type_error(format_args!("argument of type '{name}' is not iterable")));
    }
    consume(vm, a, Search { wanted: b.clone(), seen: 0, count: 0, index })
}
fn count_of(vm: &mut Vm, a: &Value, b: &Value) -> Result<Value> {
    search(vm, a, b, false)
}
fn index_of(vm: &mut Vm, a: &Value, b: &Value) -> Result<Value> {
    search(vm, a, b, true)
}

fn length_hint(vm: &mut Vm, object: &Value, default: Option<Value>) -> Result<Value> {
    let default = match default {
        Some(default) if default.as_int().is_none() => {
            let name = vm.type_name(&default);
            return Err(vm.type_error(format_args!("'{name}' object cannot be interpreted as an integer")));
        }
        Some(default) => default,
        None => Value::small(0),
    };
    let class = vm.class_of(object);
    if class.has_slot(vm, Slot::Len) {
        let length = vm.len(object);
        if let Some(length) = vm.swallow(length, whipsnake_vm::objects::exceptions::ExcKind::TypeError)? {
            return Ok(vm.new_int(length as i64));
        }
    }
    let Some(function) = class.slot(vm, Slot::LengthHint) else { return Ok(default) };
    let result = vm.call_slot(&function, object, &[]);
    let Some(result) = vm.swallow(result, whipsnake_vm::objects::exceptions::ExcKind::TypeError)? else {
        return Ok(default);
    };
    if result.is_not_implemented() {
        return Ok(default);
    }
    let Some(number) = vm.int_part(&result) else {
        let name = vm.type_name(&result);
        return Err(vm.type_error(format_args!("__length_hint__ must be an integer, not {name}")));
    };
    if vm.int_is_negative(&number) {
        return Err(vm.value_error("__length_hint__() should return >= 0"));
    }
    match vm.int_to_i64(&number) {
        Some(_) => Ok(number),
        None => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

fn call(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let Some((function, rest)) = args.split_first().filter(|(_, rest)| rest.len() >= names.len()) else {
        return Err(vm.type_error("call expected at least 1 argument, got 0"));
    };
    vm.tail_call(function, rest, names)
}

/// Compares without stopping at the first difference.
fn same_bytes(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

fn compare_digest(vm: &mut Vm, a: &Value, b: &Value) -> Result<bool> {
    if let (Some(a), Some(b)) = (a.cast::<Str>(), b.cast::<Str>()) {
        if !a.is_ascii() || !b.is_ascii() {
            return Err(vm.type_error("comparing strings with non-ASCII characters is not supported"));
        }
        return Ok(same_bytes(a.as_bytes(), b.as_bytes()));
    }
    let (first, second) = (vm.buffer(a)?, vm.buffer(b)?);
    if first.is_none() && second.is_none() {
        return Err(bad_digests(vm, a, b));
    }
    let (Some(first), Some(second)) = (first.as_ref(), second.as_ref()) else {
        let odd = if first.is_none() { a } else { b };
        return vm.get_bytes(odd).map(|_| false);
    };
    if first.shape.len() > 1 || second.shape.len() > 1 {
        return Err(vm.buffer_error("Buffer must be single dimension"));
    }
    let (first, second) = (first.to_vec(vm), second.to_vec(vm));
    Ok(same_bytes(&first, &second))
}
fn bad_digests(vm: &mut Vm, a: &Value, b: &Value) -> Raised {
    let (a, b) = (vm.type_name(a), vm.type_name(b));
    vm.type_error(format_args!("unsupported operand types(s) or combination of types: '{a}' and '{b}'"))
}
