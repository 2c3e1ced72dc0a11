# An annotated assignment binds only if it has a value; at module level and in classes it records the annotation.
a: int = 1
b: str
c: list[int] = [1]
print(a, c)
try: b
except NameError as e: print(e)
import __main__; print(sorted(__main__.__annotations__))
class C:
    x: int = 3
    y: "later"
    (z): float = 1.0
print(C.__annotations__, C.x, hasattr(C, "y"), C.z)
def f():
    p: undefined_name = 5
    q: int
    try: q
    except UnboundLocalError as e: print(e)
    return p
print(f())
o = C(); o.w: int = 4; d = {}; d["k"]: int = 5
print(o.w, d, C.__annotations__)
