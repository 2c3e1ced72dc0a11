# Classes, generators, frames and exceptions in cycles are collected.
import gc, weakref
gc.collect()
class Tag: pass
def check(make):
    t = Tag(); r = weakref.ref(t); make(t); del t
    before = r() is None
    gc.collect()
    return before, r() is None
def cls(t):
    class C: tag = t
def gen(t):
    def g():
        me = it
        yield t
    it = g(); next(it)
def exc(t):
    try: raise ValueError
    except ValueError as e: saved = e
def method(t):
    t.m = t.__init__
def partial(t):
    import functools
    t.p = functools.partial(print, t)
def prop(t):
    t.__dict__["d"] = t.__dict__
def tup(t):
    l = []; tt = (l, t); l.append(tt)
def setc(t):
    class H: pass
    h = H(); h.s = {h}; h.t = t
def deq(t):
    from collections import deque
    d = deque(); d.append(d); d.append(t)
for f in (cls, gen, exc, method, partial, prop, tup, setc, deq): print(f.__name__, *check(f))
