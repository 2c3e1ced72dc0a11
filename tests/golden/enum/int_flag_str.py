# IntEnum, Flag, IntFlag, StrEnum.
from enum import *
class I(IntEnum): A = 1; B = 2
print(I.A + 1, I.A < I.B, I.A == 1, I(2), repr(I.A), str(I.A), f"{I.A}", [10, 20, 30][I.B])
print(sorted([I.B, I.A]), I.A | I.B, "%d" % I.A, isinstance(I.A, int))
class S(StrEnum): HELLO = auto(); X = "custom"
print(S.HELLO, S.HELLO == "hello", S.X.upper(), repr(S.X), f"{S.X:>8}", "-".join(S), S("custom"))
class F(Flag):
    R = auto(); W = auto(); X = auto()
    RW = R | W
print(F.R | F.X, F.RW & F.W, F.R ^ F.RW, ~F.R, F(0), bool(F(0)), F.R in F.RW, list(F.RW), F(5), repr(F.RW))
print(len(F.RW), [f.value for f in F], F.R | F.W is F.RW, F.RW.name, (F.R | F.X).name, F["R"], ~F.RW)
try: F(99)
except ValueError as e: print(e)
class IF(IntFlag): A = 1; B = 2
print(IF.A | IF.B, IF.A | 8, IF(3), IF.A + 1, repr(IF(9)), int(IF.B), ~IF.A, IF.A & 1, IF.A == 1)
class K(Flag, boundary=KEEP): A = 1
class Cf(Flag, boundary=CONFORM): A = 1
print(K(5), Cf(5))
