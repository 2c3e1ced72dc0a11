//! Arithmetic, truth, indices.

use crate::{
    error::{Raised, Result},
    objects::int::fast,
    types::{Slot, Type},
    value::{Obj, Str, Value, fixed},
    vm::Vm,
};

macro_rules! binary_ops {
    ($($op:ident $symbol:literal $slot:ident $reflected:ident $in_place:ident;)*) => {
        /// A binary operator. The order is that of the opcodes.
        #[repr(u8)]
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum BinaryOp { $(#[doc = $symbol] $op),* }
        impl BinaryOp {
            /// All operators in order.
            pub const ALL: &'static [BinaryOp] = &[$(BinaryOp::$op),*];
            /// As a program writes it.
            pub fn symbol(self) -> &'static str {
                const SYMBOLS: &[&str] = &[$($symbol),*];
                SYMBOLS[self as usize]
            }
            /// Asked of the left operand.
            pub fn slot(self) -> Slot {
                const SLOTS: &[Slot] = &[$(Slot::$slot),*];
                SLOTS[self as usize]
            }
            /// Asked of the right operand.
            pub fn reflected(self) -> Slot {
                const SLOTS: &[Slot] = &[$(Slot::$reflected),*];
                SLOTS[self as usize]
            }
            /// Asked of the left operand of an augmented assignment; none for `divmod`.
            pub fn in_place(self) -> Option<Slot> {
                const SLOTS: &[Slot] = &[$(Slot::$in_place),*];
                Some(SLOTS[self as usize]).filter(|_| self != BinaryOp::DivMod)
            }
        }
    };
}

binary_ops! {
    Add "+" Add RAdd IAdd;
    Sub "-" Sub RSub ISub;
    Mul "*" Mul RMul IMul;
    Div "/" TrueDiv RTrueDiv ITrueDiv;
    FloorDiv "//" FloorDiv RFloorDiv IFloorDiv;
    Mod "%" Mod RMod IMod;
    Pow "** or pow()" Pow RPow IPow;
    MatMul "@" MatMul RMatMul IMatMul;
    LShift "<<" LShift RLShift ILShift;
    RShift ">>" RShift RRShift IRShift;
    And "&" And RAnd IAnd;
    Or "|" Or ROr IOr;
    Xor "^" Xor RXor IXor;
    DivMod "divmod()" DivMod RDivMod IAdd;
}

impl Vm {
    /// Which special methods a binary operation asks, in order: (function, receiver, argument). At most two.
    pub(crate) fn binary_candidates(
        &mut self,
        op: BinaryOp,
        a: &Value,
        b: &Value,
    ) -> [Option<(Value, bool)>; 2] {
        let left = self.class_of(a);
        let right = self.class_of(b);
        let mine = left.slot(self, op.slot());
        if left.ptr_eq(&right) {
            return [mine.map(|f| (f, false)), None];
        }
        let theirs = right.slot(self, op.reflected());
        let goes_first = theirs.is_some()
            && right.is_subclass(self, &left)
            && match (&theirs, left.slot(self, op.reflected())) {
                (Some(theirs), Some(inherited)) => !theirs.is(&inherited),
                _ => true,
            };
        let mine = mine.map(|f| (f, false));
        let theirs = theirs.map(|f| (f, true));
        if goes_first { [theirs, mine] } else { [mine, theirs] }
    }
    /// `a op b`
    pub fn binary(&mut self, op: BinaryOp, a: &Value, b: &Value) -> Result<Value> {
        if let Some(value) = fast::binary(op, a, b) {
            return Ok(value);
        }
        for (function, swapped) in self.binary_candidates(op, a, b).into_iter().flatten() {
            let (this, other) = if swapped { (b, a) } else { (a, b) };
            let result = self.call_slot(&function, this, &[other])?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        Err(self.bad_operands(op.symbol(), a, b))
    }
    /// `a op= b`
    pub fn binary_in_place(&mut self, op: BinaryOp, a: &Value, b: &Value) -> Result<Value> {
        if let Some(slot) = op.in_place()
            && let Some(function) = self.class_of(a).slot(self, slot)
        {
            let result = self.call_slot(&function, a, &[b])?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        for (function, swapped) in self.binary_candidates(op, a, b).into_iter().flatten() {
            let (this, other) = if swapped { (b, a) } else { (a, b) };
            let result = self.call_slot(&function, this, &[other])?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        let symbol = if op == BinaryOp::Pow { "**=".to_owned() } else { format!("{}=", op.symbol()) };
        Err(self.bad_operands(&symbol, a, b))
    }
    /// TypeError "unsupported operand type(s) for +: 'int' and 'str'".
    #[cold]
    pub fn bad_operands(&mut self, symbol: &str, a: &Value, b: &Value) -> Raised {
        if let Some(raised) = self.bad_sequence_operands(symbol, a, b) {
            return raised;
        }
        let (left, right) = (self.type_name(a), self.type_name(b));
        self.type_error(format_args!("unsupported operand type(s) for {symbol}: '{left}' and '{right}'"))
    }
    /// `-a`, `+a`, `~a`, by slot; `symbol` is for the message.
    pub fn unary(&mut self, slot: Slot, symbol: &str, a: &Value) -> Result<Value> {
        match self.class_of(a).slot(self, slot) {
            Some(function) => self.call_slot(&function, a, &[]),
            None => {
                let name = self.type_name(a);
                Err(self.type_error(format_args!("bad operand type for unary {symbol}: '{name}'")))
            }
        }
    }
    /// Truth of a value.
    #[inline]
    pub fn truth(&mut self, value: &Value) -> Result<bool> {
        if value.is_bool() {
            return Ok(value.is_true());
        }
        if value.is_none() {
            return Ok(false);
        }
        if let Some(number) = value.as_small() {
            return Ok(number != 0);
        }
        if let Some(number) = value.as_float() {
            return Ok(number != 0.0);
        }
        self.truth_slow(value)
    }
    fn truth_slow(&mut self, value: &Value) -> Result<bool> {
        if let Some(text) = value.exact::<Str>() {
            return Ok(!text.as_bytes().is_empty());
        }
        if let fixed::LIST | fixed::TUPLE | fixed::DICT | fixed::SET | fixed::FROZEN_SET = value.map() {
            return Ok(self.len(value)? != 0);
        }
        let class = self.class_of(value);
        if let Some(function) = class.slot(self, Slot::Bool) {
            let result = self.call_slot(&function, value, &[])?;
            return self.check_bool(&result);
        }
        if class.has_slot(self, Slot::Len) {
            return Ok(self.len(value)? != 0);
        }
        Ok(true)
    }
    /// What `__bool__` gave, if it is a bool.
    pub(crate) fn check_bool(&mut self, result: &Value) -> Result<bool> {
        if result.is_bool() {
            return Ok(result.is_true());
        }
        let name = self.type_name(result);
        Err(self.type_error(format_args!("__bool__ should return bool, returned {name}")))
    }
    /// An int by `__index__`: the value itself if it is an int.
    pub fn index(&mut self, value: &Value) -> Result<Value> {
        if value.is_small() {
            return Ok(value.clone());
        }
        if let Some(number) = self.int_part(value) {
            return Ok(number);
        }
        let Some(function) = self.class_of(value).slot(self, Slot::Index) else {
            let name = self.type_name(value);
            return Err(self.type_error(format_args!("'{name}' object cannot be interpreted as an integer")));
        };
        let result = self.call_slot(&function, value, &[])?;
        self.exact_int(&result, "__index__")
    }
    /// Whether a value has `__index__`.
    pub fn has_index(&mut self, value: &Value) -> bool {
        value.is_small() || self.class_of(value).has_slot(self, Slot::Index)
    }
    /// An index as `i64`; OverflowError beyond.
    pub fn index_i64(&mut self, value: &Value) -> Result<i64> {
        let number = self.index(value)?;
        match self.int_to_i64(&number) {
            Some(number) => Ok(number),
            None => Err(self.overflow_error("Python int too large to convert to C long")),
        }
    }
    /// An index as `isize`; OverflowError beyond.
    pub fn index_isize(&mut self, value: &Value) -> Result<isize> {
        let number = self.index(value)?;
        match self.int_to_i64(&number).and_then(|n| isize::try_from(n).ok()) {
            Some(number) => Ok(number),
            None => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }
    /// An index for items; IndexError "cannot fit 'int' into an index-sized integer" beyond.
    pub fn index_for_item(&mut self, value: &Value) -> Result<isize> {
        let number = self.index(value)?;
        match self.int_to_i64(&number).and_then(|n| isize::try_from(n).ok()) {
            Some(number) => Ok(number),
            None => {
                let name = self.type_name(value);
                Err(self.index_error(format_args!("cannot fit '{name}' into an index-sized integer")))
            }
        }
    }
    /// An index clipped to `isize`, as slices do.
    pub fn index_clipped(&mut self, value: &Value) -> Result<isize> {
        let number = self.index(value)?;
        Ok(match self.int_to_i64(&number) {
            Some(number) => number.clamp(isize::MIN as i64, isize::MAX as i64) as isize,
            None if self.int_is_negative(&number) => isize::MIN,
            None => isize::MAX,
        })
    }
    /// A float by `__float__` or `__index__`; TypeError "must be real number, not str".
    pub fn float_value(&mut self, value: &Value) -> Result<f64> {
        if let Some(number) = value.as_float() {
            // What tells NaN objects apart stays inside the machine.
            return Ok(if number.is_nan() { f64::NAN.copysign(number) } else { number });
        }
        if let Some(number) = value.as_small() {
            return Ok(number as f64);
        }
        if let Some(number) = self.float_part(value) {
            return Ok(number);
        }
        let class = self.class_of(value);
        if let Some(function) = class.slot(self, Slot::Float) {
            let result = self.call_slot(&function, value, &[])?;
            return self.exact_float(value, &result);
        }
        if class.has_slot(self, Slot::Index) {
            let number = self.index(value)?;
            return self.int_to_f64(&number);
        }
        let name = self.type_name(value);
        Err(self.type_error(format_args!("must be real number, not {name}")))
    }
    /// The float that a value's `__float__` has given.
    pub(crate) fn exact_float(&mut self, value: &Value, result: &Value) -> Result<f64> {
        let from = self.type_name(value);
        match self.float_part(result) {
            Some(number) => {
                if !result.is_float() {
                    self.warn_strict_subclass(&format!("{from}.__float__"), "float", result)?;
                }
                Ok(number)
            }
            None => {
                let to = self.type_name(result);
                Err(self.type_error(format_args!("{from}.__float__ returned non-float (type {to})")))
            }
        }
    }
    /// Whether the class is exactly `int` or derives from it, and so on, by built-in class.
    pub fn is_instance_of(&self, value: &Value, class: &Obj<Type>) -> bool {
        self.is_instance_exact(value, class)
    }
}
