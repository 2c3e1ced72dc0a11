# Methods bind their instance; bound methods compare by function and instance.
class C:
    def m(self, x=0): "doc"; return (self.n, x)
    def __init__(self, n): self.n = n
a, b = C(1), C(2)
f = a.m
print(f(5), C.m(b, 6), f.__self__ is a, f.__func__ is C.m, f.__name__, f.__doc__, f.__qualname__)
print(a.m == a.m, a.m is a.m, a.m == b.m, hash(a.m) == hash(a.m), a.m != a.m)
a.m.__func__.tag = 9; print(a.m.tag)
try: a.m.tag = 1
except AttributeError as e: print(e)
import types
g = types.MethodType(lambda s, y: (s, y), "self"); print(g(1))
try: types.MethodType(5, 1)
except TypeError as e: print(e)
try: types.MethodType(len, None)
except TypeError as e: print(e)
print(types.MethodType(len, [1, 2])())
