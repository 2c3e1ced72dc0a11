# Cached isinstance answers follow registration with an ABC and changes of bases.
from abc import ABC
class V(ABC): pass
class A: pass
class B: pass
class C(A): pass
c = C()
def test(): return isinstance(c, V), isinstance(c, A), isinstance(c, B)
for _ in range(20): r = test()
print(r); V.register(C); print(test()); C.__bases__ = (B,); print(test()); c.__class__ = A; print(test())
