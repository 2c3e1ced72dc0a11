# Positional-only, ordinary, *args, keyword-only and **kwargs parameters each take what they should.
def f(a, b=2, /, c=3, *d, e, f=6, **g): return a, b, c, d, e, f, g
print(f(1, e=5))
print(f(1, 20, 30, 40, 50, e=5, z=9, a="kw a"))
print(f(1, c=33, e=5, b="kw b"))
def g(*, x, y=1): return x, y
def h(*args): return args
def i(**kw): return kw
print(g(x=0), g(y=2, x=1), h(), h(1, 2), i(), i(b=1, a=2))
print((lambda a, /: a)(1), (lambda a, /, **k: (a, k))(1, a=2))
