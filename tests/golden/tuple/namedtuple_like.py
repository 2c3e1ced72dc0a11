# Tuples as records: unpacking, swapping, nested, as dictionary keys.
p, q = 1, 2
p, q = q, p; print(p, q)
(a, b), *c = (1, 2), 3, 4; print(a, b, c)
d = {(0, 0): "origin", (1, 0): "x"}; print(d[0, 0], d[1, 0], (1, 0) in d)
print(sorted([(2, "b"), (1, "z"), (2, "a")]), max((1, 2), (1, 3)), sum((1, 2, 3)), tuple(zip((1, 2), (3, 4))))
print(divmod(7, 2), (lambda: (1, 2))()[1], *enumerate("a"))
for n, (x, y) in enumerate(((1, 2), (3, 4))): print(n, x + y)
