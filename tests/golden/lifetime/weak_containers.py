# WeakValueDictionary, WeakKeyDictionary, WeakSet, WeakMethod drop dead entries.
import weakref
class C:
    def __init__(s, n): s.n = n
    def __repr__(s): return f"C{s.n}"
    def m(s): return s.n
a, b = C(1), C(2)
v = weakref.WeakValueDictionary(a=a, b=b); k = weakref.WeakKeyDictionary({a: 1, b: 2}); s = weakref.WeakSet([a, b])
m = weakref.WeakMethod(a.m)
print(dict(v), len(k), len(s), a in s, m()())
del a
print(dict(v), list(k.values()), list(s), m(), "a" in v, v.get("a", "none"))
try: v["a"]
except KeyError as e: print("KeyError", e)
del b; print(len(v), len(k), len(s))
f = C(9); fin = weakref.finalize(f, print, "finalized", 1, sep="-")
print(fin.alive); del f; print(fin.alive, fin())
