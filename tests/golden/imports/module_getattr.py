# Module-level __getattr__ and __dir__, and modules as objects.
import sys, types
m = types.ModuleType("m", "the doc")
print(m.__name__, m.__doc__, m.__dict__.keys() >= {"__name__", "__doc__"}, repr(m), m.__loader__)
m.__getattr__ = lambda n: f"dynamic {n}" if n != "no" else (_ for _ in ()).throw(AttributeError("denied"))
m.__dir__ = lambda: ["z", "a"]
print(m.anything, hasattr(m, "no"), dir(m)); m.real = 1; print(m.real)
sys.modules["m"] = m
from m import whatever; print(whatever)
try: m.no
except AttributeError as e: print(e)
n = types.ModuleType("n")
try: n.zz
except AttributeError as e: print(e)
del n.__name__
try: n.zz
except AttributeError as e: print(e)
class Sub(types.ModuleType):
    @property
    def p(self): return "property"
s = Sub("s"); print(s.p, isinstance(s, types.ModuleType))
for a in ((), (5,), ("a", "b", "c")):
    try: types.ModuleType(*a)
    except TypeError as e: print(e)
n.__dict__["k"] = 1; print(n.k); del n.k; print(hasattr(n, "k"))
