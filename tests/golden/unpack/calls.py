# Stars in calls mix with other arguments in order.
def f(*a, **k): return a, k
l, t, d = [1, 2], (3,), {"x": 1, "y": 2}
print(f(*l), f(0, *l, *t, 9), f(*l, k=1, **d), f(**d), f(*"ab", *{}, **{}, z=3), f(*(i for i in range(2))))
print(f(*l, *[*t]), f(k=0, *l), f(*range(5), **{"a b": 1}))
def g(a, b=2, *c, d=4, **e): return a, b, c, d, e
print(g(*l), g(*l, *t, **{"d": 5, "q": 6}), g(1, **{"b": 3}), g(*[1], d=0))
a = f(*l)[0]; l.append(3); print(a)
class M(dict): pass
print(f(**M(q=1)), print(*[], sep="-"), max(*[3, 4]), [*f(1)[0], *map(str, l)])
print(f(*l, **{"k%d" % i: i for i in range(3)}), (lambda *a: len(a))(*range(1000)))
print((lambda **k: len(k))(**{f"k{i}": i for i in range(500)}))
