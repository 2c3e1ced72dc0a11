# __class__ and __bases__ can be assigned when layouts agree.
class A:
    def f(s): return "A"
class B:
    def f(s): return "B"
class S: __slots__ = ("x",)
a = A(); a.v = 1
a.__class__ = B; print(a.f(), a.v, type(a).__name__)
for bad in (int, S, 5):
    try: a.__class__ = bad
    except TypeError as e: print(e)
class C(A): pass
c = C(); print(c.f()); C.__bases__ = (B,); print(c.f(), C.__mro__)
for bad in ((), (int,), 5, (C,), [B]):
    try: C.__bases__ = bad
    except TypeError as e: print(e)
try: (5).__class__ = A
except TypeError as e: print(e)
