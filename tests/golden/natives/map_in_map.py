# Nested lazy iterators calling Python functions at every level.
def f(x): return list(map(lambda y: y + x, filter(lambda z: z % 2, range(x))))
print(list(map(f, range(6))), sum(map(lambda x: sum(map(lambda y: x * y, range(3))), range(4))))
print(list(zip(map(str, range(2)), filter(None, [0, 1, 2]))))
print(dict(map(lambda p: (p[1], p[0]), enumerate("ab"))))
it = map(next, [iter([1]), iter([2]), iter([])]); print(list(it))
def g():
    yield from map(lambda x: x * 2, (y for y in range(3)))
print(list(map(lambda x: x, g())), [*map(lambda *a: a, g(), g())])
def r(x): raise StopIteration(x)
print(list(map(r, [1, 2])), list(filter(r, [1])) if 1 else 0)
