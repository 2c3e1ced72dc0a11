# The first iterable of a generator expression is evaluated at once, the rest lazily.
def t(x): print("eval", x); return x
g = (i + t(10) for i in t([1, 2]) for j in t([0]))
print("made")
print(next(g))
try: (x for x in 5)
except TypeError as e: print(e)
g = (y for x in [1] for y in 5)
try: next(g)
except TypeError as e: print("later:", e)
def names():
    a = [1, 2]
    g = (x + z for x in a)
    a, z = None, 100
    return list(g)
print(names())
