# With the future import annotations stay text.
from __future__ import annotations
def f(a: int, b: list[undefined] = None, *c: "quoted") -> dict[str, int]: pass
print(f.__annotations__)
class C:
    x: some.thing[1:2, ...]
    y: lambda q: q + 1
print(C.__annotations__)
z: (1 + 2) = 3
print(__annotations__)
import __future__
print(__future__.annotations.compiler_flag == f.__code__.co_flags & __future__.annotations.compiler_flag)
