# Closures made in a comprehension share its one variable.
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])
def outer():
    n = 10
    return [(lambda: (n, i))() for i in range(2)], [lambda: n + j for j in range(3)]
a, b = outer()
print(a, [f() for f in b])
