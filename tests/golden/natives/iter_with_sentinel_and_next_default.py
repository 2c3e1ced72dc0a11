# iter(callable, sentinel) and next(it, default) with Python callables.
class Src:
    def __init__(s): s.n = 0
    def __call__(s): s.n += 1; return s.n
s = Src(); print(list(iter(s, 4)), s.n, next(iter(s, 6)), next(iter(s, 6), "dflt"), list(iter(s, 9)))
def stop(): raise StopIteration
print(list(iter(stop, 0)), next(iter(stop, 0), "d"))
def g(): yield from iter(Src(), 3)
print(list(g()), next((x for x in [] ), "none"), next(iter([1]), 2))
class Eq:
    def __eq__(s, o): return o > 2
print(list(iter(Src(), Eq())))
