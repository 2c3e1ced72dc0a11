# Callbacks run when the object dies, newest first, before its memory is reused; __del__ runs before.
import weakref
class C:
    def __del__(s): print("del", r1() is s)
c = C()
r1 = weakref.ref(c, lambda r: print("cb1"))
r2 = weakref.ref(c, lambda r: print("cb2", r1()))
r3 = weakref.ref(c, lambda r: print("never, dropped before"))
del r3
c = None
print("end")
def bad(r): raise ValueError("in callback")
import sys
sys.unraisablehook = lambda u: print("unraisable", u.exc_value)
d = type("D", (), {})(); r = weakref.ref(d, bad); del d
print("still fine")
