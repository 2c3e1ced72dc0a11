# A weak proxy behaves as its object until that dies.
import weakref
class C:
    x = 1
    def __len__(s): return 3
    def __add__(s, o): return "sum"
    def __getitem__(s, k): return k
    def __str__(s): return "C!"
    def __call__(s): return "called"
    def __bool__(s): return False
c = C(); p = weakref.proxy(c)
print(p.x, len(p), p + 1, p["k"], str(p), p(), bool(p), type(p).__name__, isinstance(p, C))
p.y = 5; print(c.y); del p.y; print(hasattr(c, "y"))
try: hash(p)
except TypeError as e: print(e)
del c
for f in (lambda: p.x, lambda: len(p), lambda: str(p), lambda: p()):
    try: f()
    except ReferenceError as e: print(e)
class D: pass
d = D(); print(type(weakref.proxy(d)).__name__); del d
