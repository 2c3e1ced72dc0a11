# Cached super() calls follow a change of the bases.
class A:
    def f(self): return "A"
class B:
    def f(self): return "B"
class C(A):
    def f(self): return "C+" + super().f()
c = C()
for _ in range(20): r = c.f()
print(r); C.__bases__ = (B,); print(c.f()); B.f = lambda self: "B2"; print(c.f()); del B.f
try: c.f()
except AttributeError as e: print(e)
C.__bases__ = (A,); print(c.f())
