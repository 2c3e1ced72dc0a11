# Unknown, repeated and positional-only names given as keywords.
def f(a, b): pass
def p(a, b, /, c): pass
def q(alpha, *, beta): pass
def t(f, *a, **k):
    try: f(*a, **k); print("ok")
    except TypeError as e: print(e)
t(f, 1, 2, c=3); t(f, 1, a=2); t(f, 1, 2, b=3); t(p, a=1, b=2, c=3); t(p, 1, b=2, c=3); t(p, 1, 2, 3, c=4)
t(p, 1, 2, 3, z=4)
t(q, 1, bata=2); t(q, alpho=1, beta=2); t(lambda: 0, x=1); t(f, **{"a": 1, "b": 2}); t(f, **{"x y": 1})
class C:
    def m(self): pass
t(C().m, x=1); t(C().m, self=1); t(C.m, self=C()); t(C, 1); t(C, x=1)
