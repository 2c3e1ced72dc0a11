# A small expression simplifier over nested class patterns.
from dataclasses import dataclass
@dataclass
class Num: v: float
@dataclass
class Op: op: str; l: object; r: object
def simp(e):
    match e:
        case Op("+", Num(0), x) | Op("+", x, Num(0)) | Op("*", Num(1), x) | Op("*", x, Num(1)): return simp(x)
        case Op("*", Num(0), _) | Op("*", _, Num(0)): return Num(0)
        case Op("+" | "*" as op, Num(a), Num(b)): return Num(a + b if op == "+" else a * b)
        case Op(op, l, r):
            new = Op(op, simp(l), simp(r))
            return new if new == e else simp(new)
        case _: return e
print(simp(Op("+", Op("*", Num(1), Num(5)), Num(0))))
print(simp(Op("*", Op("+", Num(2), Num(3)), Op("+", Num(0), Num(4)))))
print(simp(Op("-", Op("*", Num(0), "x"), "y")))
