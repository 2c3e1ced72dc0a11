# dataclass: init, repr, eq, order, frozen, defaults, fields.
from dataclasses import *
@dataclass
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)
    hidden: str = field(default="h", repr=False, compare=False)
p = P(1); print(p, p == P(1), P(1) == P(2), P(1, 2, ["a"]), asdict(p), astuple(p), replace(p, x=9))
print([f.name for f in fields(P)], is_dataclass(p), P.__match_args__, p.tags is not P(1).tags)
print(P(1, hidden="z") == P(1))
@dataclass(order=True, frozen=True)
class F:
    a: int
    b: str = "z"
print(F(1) < F(2), sorted([F(2), F(1, "b"), F(1, "a")]), hash(F(1)) == hash(F(1)), {F(1): 2}[F(1)])
for f in (
    lambda: setattr(F(1), "a", 2), lambda: delattr(F(1), "a"), lambda: P(), lambda: P(1, 2, 3, 4, 5),
    lambda: P(1, q=2), lambda: hash(P(1)), lambda: P(1) < P(2), lambda: replace(p, zz=1), lambda: asdict(5),
    lambda: fields(int),
):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for body in ("x: list = []", "x: int = 1\n    y: int", "x: int = field(default=1, default_factory=int)"):
    try: exec(f"@dataclass\nclass B:\n    {body}")
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
