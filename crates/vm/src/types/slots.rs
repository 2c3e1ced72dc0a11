//! TABLE: dunder names that operations look up on the type, numbered so that a type can cache them.

use crate::names::Name;

macro_rules! slots {
    ($($slot:ident $name:ident)*) => {
        /// A special method that an operation asks the type for.
        #[repr(u8)]
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        pub enum Slot { $(#[doc = concat!("`", stringify!($name), "`")] $slot),* }
        impl Slot {
            /// All slots in order.
            pub const ALL: &'static [Slot] = &[$(Slot::$slot),*];
            /// How many there are.
            pub const COUNT: usize = Slot::ALL.len();
            /// The interned name.
            pub const fn name(self) -> Name {
                const NAMES: &[Name] = &[$(crate::names::$name),*];
                NAMES[self as usize]
            }
            /// The name's text.
            pub const fn text(self) -> &'static str {
                const NAMES: &[&str] = &[$(stringify!($name)),*];
                NAMES[self as usize]
            }
        }
    };
}

slots! {
    New __new__  Init __init__  Del __del__  Call __call__  Repr __repr__  Str __str__  Format __format__
    Hash __hash__  Bool __bool__  Len __len__  LengthHint __length_hint__
    GetAttribute __getattribute__  GetAttr __getattr__  SetAttr __setattr__  DelAttr __delattr__
    Get __get__  Set __set__  Delete __delete__
    Lt __lt__  Le __le__  Eq __eq__  Ne __ne__  Gt __gt__  Ge __ge__
    GetItem __getitem__  SetItem __setitem__  DelItem __delitem__  Contains __contains__  Missing __missing__
    Iter __iter__  Next __next__  Reversed __reversed__
    Add __add__  Sub __sub__  Mul __mul__  TrueDiv __truediv__  FloorDiv __floordiv__  Mod __mod__  DivMod __divmod__
    Pow __pow__  MatMul __matmul__  LShift __lshift__  RShift __rshift__  And __and__  Or __or__  Xor __xor__
    RAdd __radd__  RSub __rsub__  RMul __rmul__  RTrueDiv __rtruediv__  RFloorDiv __rfloordiv__  RMod __rmod__
    RDivMod __rdivmod__  RPow __rpow__  RMatMul __rmatmul__  RLShift __rlshift__  RRShift __rrshift__  RAnd __rand__
    ROr __ror__  RXor __rxor__
    IAdd __iadd__  ISub __isub__  IMul __imul__  ITrueDiv __itruediv__  IFloorDiv __ifloordiv__  IMod __imod__
    IPow __ipow__  IMatMul __imatmul__  ILShift __ilshift__  IRShift __irshift__  IAnd __iand__  IOr __ior__
    IXor __ixor__
    Neg __neg__  Pos __pos__  Abs __abs__  Invert __invert__
    Int __int__  Float __float__  Index __index__  Complex __complex__  Round __round__  Trunc __trunc__
    Floor __floor__  Ceil __ceil__
    Enter __enter__  Exit __exit__  AEnter __aenter__  AExit __aexit__
    Await __await__  AIter __aiter__  ANext __anext__
    Buffer __buffer__  InstanceCheck __instancecheck__  SubclassCheck __subclasscheck__  Prepare __prepare__
    Bytes __bytes__  Dir __dir__  SetName __set_name__  InitSubclass __init_subclass__
}
