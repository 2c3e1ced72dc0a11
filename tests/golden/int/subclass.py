# Subclasses of int keep their type only where they are returned as they are.
class I(int):
    def __new__(cls, v, tag=None): s = super().__new__(cls, v); s.tag = tag; return s
    def __repr__(s): return f"I({int(s)})"
i = I(5, "t")
print(i, str(i), i.tag, i + 1, type(i + 1).__name__, type(-i).__name__, type(+i).__name__)
print(type(abs(i)).__name__, type(int(i)).__name__, [1, 2, 3, 4, 5, 6][i], {5: "x"}[i], i == 5)
print(hash(i) == hash(5), f"{i}", f"{i:03d}", "%d" % i, isinstance(i, int), i.real.__class__.__name__)
print(range(i), i.__index__().__class__.__name__)
class B(int): pass
print(B(10**30), B("ff", 16), B() , bool(B(0)), B(7) // B(2), I(2) ** 10)
