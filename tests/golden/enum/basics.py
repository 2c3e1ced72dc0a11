# Enum: members, lookup, iteration, aliases, auto, errors.
from enum import *
class C(Enum):
    RED = 1
    GREEN = "g"
    CRIMSON = 1
    def show(self): return f"{self.name}!"
    @property
    def low(self): return self.name.lower()
print(C.RED, repr(C.RED), C.RED.name, C.RED.value, C(1), C["GREEN"], list(C), C.CRIMSON is C.RED)
print(C.__members__, len(C), C.RED in C, 1 in C, 5 in C, C.RED.show(), C.RED.low, C.RED == C.RED, C.RED == 1)
print(type(C.RED), isinstance(C.RED, C), {C.RED: 1}, C.RED is C(1), f"{C.RED}", "%s" % C.RED, C)
for f in (
    lambda: C(9), lambda: C["X"], lambda: C.X, lambda: setattr(C, "RED", 5), lambda: C.RED < C.GREEN,
    lambda: delattr(C, "RED"), lambda: type("D", (C,), {}), lambda: setattr(C.RED, "value", 2), lambda: C(),
):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class A(Enum):
    X = auto(); Y = auto(); Z = auto()
class N(Enum):
    def _generate_next_value_(name, start, count, last): return name.lower()
    ONE = auto(); TWO = auto()
print([a.value for a in A], [n.value for n in N], Enum("F", "a b").b, Enum("G", {"p": 5}).p.value)
@unique
class U(Enum): A = 1
try:
    @unique
    class V(Enum): A = 1; B = 1
except ValueError as e: print(e)
class P(Enum):
    EARTH = (1, 2)
    def __init__(self, a, b): self.a, self.b = a, b
    @classmethod
    def _missing_(cls, v): return cls.EARTH
print(P.EARTH.b, P(99), P.EARTH.value)
try:
    class W(Enum): A = 1; A = 2
except TypeError as e: print(e)
