# Surplus positional arguments are counted with defaults and keyword-only arguments in mind.
def f0(): pass
def f1(a): pass
def f2(a, b=1): pass
def f3(a, b=1, c=2): pass
def k(a, *, x): pass
def k2(a, b=2, *, x=1, y=2): pass
class C:
    def meth(self): pass
    def meth2(self, a, b=0): pass
def t(f, *a, **k):
    try: f(*a, **k); print("ok")
    except TypeError as e: print(e)
t(f0, 1); t(f0, 1, 2); t(f1, 1, 2); t(f2, 1, 2, 3); t(f3, *range(5)); t(k, 1, 2, x=3); t(k, 1, 2)
t(k2, 1, 2, 3, y=3); t(k2, 1, 2, 3, x=1, y=1)
t(C().meth, 1); t(C().meth2, 1, 2, 3); t(lambda: 0, 1); t(lambda *, q: 0, 1, q=2)
