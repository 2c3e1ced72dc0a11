# Missing arguments are counted and named as CPython does.
def f0(): pass
def f1(a): pass
def f2(a, b): pass
def f3(a, b, c): pass
def k1(*, x): pass
def k2(*, x, y): pass
def k3(*, x, y, z): pass
def m(a, /, b, *, c): pass
class C:
    def meth(self, a, b): pass
    def none(): pass
def t(f, *a, **k):
    try: f(*a, **k); print("ok")
    except TypeError as e: print(e)
t(f1); t(f2); t(f3); t(f3, 1); t(f3, 1, c=2); t(k1); t(k2); t(k3); t(m); t(m, 1); t(m, 1, 2); t(m, 1, c=3)
t(C().meth); t(C().meth, 1); t(C.meth); t(C().none); t(C.none); t(lambda x: x); t(f0)
