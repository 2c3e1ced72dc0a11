# Items are entered left to right and left in reverse, each protected by those before it.
class CM:
    def __init__(s, n): s.n = n; print("init", n)
    def __enter__(s): print("enter", s.n); return s.n.upper()
    def __exit__(s, *a): print("exit", s.n, a[0] and a[0].__name__)
with CM("a") as x, CM("b") as y, CM("c"):
    print(x, y)
with (CM("d") as x, CM("e") as y,):
    print(x, y)
try:
    with CM("f"), CM("g"):
        raise ValueError
except ValueError: print("caught")
