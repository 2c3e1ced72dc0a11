# `__mro__` is the same tuple each time, until the bases change.
class A: pass
class B(A): pass
class C: pass

first = B.__mro__
print(first is B.__mro__, first == B.__mro__, B.mro() is first, B.mro() == list(first))
B.__bases__ = (C,)
print(B.__mro__ is first, B.__mro__, first == (B, A, object))
print(int.__mro__ is int.__mro__, type.__mro__)
