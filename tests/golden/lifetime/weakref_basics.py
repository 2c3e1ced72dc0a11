# Weak references die with their object and call back once.
import weakref
class C:
    def m(s): return "m"
c = C(); r = weakref.ref(c)
print(r() is c, r == weakref.ref(c), r is weakref.ref(c), weakref.getweakrefcount(c), len(weakref.getweakrefs(c)))
q = weakref.ref(c, lambda x: print("callback", x is q, x()))
print(q is r, weakref.getweakrefcount(c), q.__callback__ is not None)
del c; print(r(), q(), q.__callback__)
for bad in (5, "x", None, (), [], {}):
    try: weakref.ref(bad)
    except TypeError as e: print(e)
def f(): pass
print(weakref.ref(f)() is f, weakref.ref(C)() is C, weakref.ref({1}.__class__)() is set, weakref.ref(frozenset([1]))() )
class S: __slots__ = ()
try: weakref.ref(S())
except TypeError as e: print(e)
class W: __slots__ = ("__weakref__",)
w = W(); print(weakref.ref(w)() is w)
