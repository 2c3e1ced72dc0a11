# Lambdas take every kind of parameter and close over variables.
f = lambda a, /, b=2, *c, d, e=5, **g: (a, b, c, d, e, g)
print(f(1, d=4), f(1, 2, 3, 4, d=0, z=9))
print((lambda: None)(), (lambda *a: a)(1, 2), (lambda **k: k)(x=1), (lambda *, x: x)(x=3))
print((lambda x: lambda y: x + y)(1)(2), f.__name__, f.__qualname__)
def q():
    return lambda: 1
print(q().__qualname__, (lambda: (yield))().__class__.__name__)
print(sorted([3, 1, 2], key=lambda v: -v), [*map(lambda v, w: v * w, [1, 2], [3, 4])])
