# Inheritance, post_init, InitVar, kw_only, slots, ClassVar, make_dataclass.
from dataclasses import *
from typing import ClassVar
@dataclass
class A:
    x: int
    count: ClassVar[int] = 5
    scale: InitVar[int] = 2
    total: int = field(init=False)
    def __post_init__(self, scale): self.total = self.x * scale
@dataclass
class B(A):
    y: str = "b"
print(A(3), A(3, 4).total, B(1, 2, "q"), [f.name for f in fields(B)], A.count)
@dataclass(kw_only=True)
class K:
    a: int
    b: int = 1
print(K(a=5))
try: K(5)
except TypeError as e: print(e)
@dataclass
class M:
    a: int
    _: KW_ONLY
    b: int = 2
print(M(1, b=3))
@dataclass(slots=True)
class S:
    a: int = 1
s = S(); print(s, S.__slots__, hasattr(s, "__dict__"))
try: s.z = 1
except AttributeError as e: print(e)
@dataclass(repr=False, eq=False)
class N: a: int = 1
print(N() == N(), repr(N()).startswith("<__main__.N object"))
D = make_dataclass("D", [("x", int), ("y", int, field(default=7))], namespace={"s": lambda self: self.x + self.y})
print(D(1), D(1).s())
@dataclass
class R:
    me: object = None
r = R(); r.me = r; print(r)
@dataclass(unsafe_hash=True)
class U: a: int
print(hash(U(1)) == hash(U(1)), asdict(B(1, 2)), asdict(A(1), dict_factory=lambda items: sorted(items)))
match P := M(1, b=9):
    case M(a, b=b): print(a, b)
