# Each comparison calls its method, then the mirrored one of the other operand, then a default.
class A:
    for n in ("lt", "le", "eq", "ne", "gt", "ge"):
        exec(f"def __{n}__(s, o): print('A.{n}'); return NotImplemented")
    __hash__ = None
class B:
    for n in ("lt", "le", "eq", "ne", "gt", "ge"):
        exec(f"def __{n}__(s, o): return 'B.{n}'")
print(A() < B(), A() <= B(), A() == B(), A() != B(), A() > B(), A() >= B())
try: A() < A()
except TypeError as e: print(e)
a = A(); print(a == a, a != a, a == 5)
class Ne:
    def __eq__(s, o): return "yes"
print(Ne() != 1, Ne() == 1)
class Obj: pass
o = Obj(); print(o == o, o != o, o == Obj(), object.__eq__(o, 1), object.__ne__(o, o))
