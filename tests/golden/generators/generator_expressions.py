# Generator expressions are lazy and have the protocol of generators.
log = []
def t(x): log.append(x); return x
g = (t(x) * 2 for x in range(3) if t(x) != 1)
print(log, next(g), log, list(g), log)
print(g.__name__, g.__qualname__, sum(i for i in range(5)), max((len(w), w) for w in ["a", "bbb"]))
g = (x for x in "ab"); next(g); g.close(); print(list(g))
g = (x for x in "ab"); next(g)
try: g.throw(ValueError("t"))
except ValueError as e: print(e)
def f(*a): return a
print(f(*(i for i in range(2))), f(i for i in "x")[0].__class__.__name__)
print([*zip((i for i in range(3)), (c for c in "abc"))])
