# *args and **kwargs are new objects each call; changing them does not touch the caller's.
def f(*a, **k): k["new"] = 1; return a, k
l, d = [1, 2], {"x": 1}
r = f(*l, **d); print(r, l, d, r[1] is d)
t = (1, 2)
def g(*a): return a
print(g(*t) == t, g(*[]) == (), g() is g())
def h(**k): return k
k1, k2 = h(a=1), h(a=1); print(k1 == k2, k1 is k2)
def order(**k): return list(k)
print(order(z=1, a=2, m=3, **{"b": 4}), order(**dict.fromkeys("qwerty")))
def passthrough(*a, **k): return inner(*a, **k)
def inner(a, b=0, *c, d=1, **e): return a, b, c, d, e
print(passthrough(1, 2, 3, d=4, z=5), passthrough(1), passthrough(b=2, a=1))
