# Cycles are freed by gc.collect, and __del__ runs for each of their objects.
import gc
gc.collect(); gc.disable()
class N:
    def __init__(s, n): s.n = n
    def __del__(s): dead.append(s.n)
dead = []
a, b = N("a"), N("b"); a.o = b; b.o = a
del a, b; print(dead); gc.collect(); print(sorted(dead)); dead.clear()
c = N("self"); c.me = c; del c; gc.collect(); print(dead); dead.clear()
l = []; l.append(l); l.append(N("in list")); del l; gc.collect(); print(dead); dead.clear()
d = {}; d["d"] = d; d["n"] = N("in dict"); del d; gc.collect(); print(dead); dead.clear()
def f():
    n = N("closure")
    def g(): return g, n
f(); gc.collect(); print(dead); dead.clear()
x, y = N("x"), N("y"); x.y = y; y.x = x; keep = y; del x, y; gc.collect(); print(dead, keep.x.n)
del keep; gc.collect(); print(sorted(dead))
