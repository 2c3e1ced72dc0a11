# list, tuple, set, dict, bytes, join and friends pull from Python iterators, and pass errors on.
class It:
    def __init__(s, n, bad=None): s.i, s.n, s.bad = 0, n, bad
    def __iter__(s): return s
    def __next__(s):
        s.i += 1
        if s.i == s.bad: raise ValueError(f"at {s.i}")
        if s.i > s.n: raise StopIteration
        return s.i
for f in (
    list, tuple, set, frozenset, sum, max, min, any, all, sorted, bytes, bytearray, enumerate,
    lambda it: ",".join(map(str, it)), lambda it: [*it], lambda it: {x: 1 for x in it},
    lambda it: dict.fromkeys(it), lambda it: list(zip(it, "abc")), lambda it: 2 in it,
):
    r = f(It(3)); print(type(r).__name__, sorted(r) if isinstance(r, (set, frozenset)) else list(r) if hasattr(r, "__next__") else r, end=" ")
    try: list(f(It(3, bad=2))); print("no error")
    except ValueError as e: print(e)
    except TypeError as e: print("T", e)
