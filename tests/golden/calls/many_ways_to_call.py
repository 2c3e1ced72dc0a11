# The same function called with every mix of positional, keyword, starred and doubly starred arguments.
def f(a, b=2, *args, c=3, **kw): return (a, b, args, c, kw)
t, d = (1, 2, 3), {"c": 9, "z": 8}
print(f(1), f(a=1), f(1, 5), f(b=5, a=1), f(*t), f(*t, **d), f(1, *t), f(1, c=4, *t), f(1, **d), f(**{"a": 0}), f(*"a", **{}), f(*[], 7), f(*t[:1], *t[1:], c=0), f(1, 2, 3, 4, 5), f(*range(6), q=1, **d), sep="\n")
def g(x, /, y, *, z): return x, y, z
print(g(1, 2, z=3), g(1, y=2, z=3), g(*[1], **{"y": 2, "z": 3}), g(1, *[2], z=3))
