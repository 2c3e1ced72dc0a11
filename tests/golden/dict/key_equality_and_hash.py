# Keys are found by hash and equality; __eq__ may raise, look, or change the dictionary.
class K:
    def __init__(s, n): s.n = n
    def __hash__(s): return 1
    def __eq__(s, o): log.append((s.n, getattr(o, "n", o))); return s.n == getattr(o, "n", o)
log = []
a, b, c = K("a"), K("b"), K("c")
d = {a: 1, b: 2}; log.clear(); print(d[a], log); log.clear(); print(d[b], log); print(d.get(c), K("a") in d, len(d))
d[K("a")] = 9; print(len(d), list(d)[0] is a, d[a])
class Bad:
    def __hash__(s): return 1
    def __eq__(s, o): raise ValueError("eq")
for f in (
    lambda: d[Bad()], lambda: d.__setitem__(Bad(), 1), lambda: d.get(Bad()), lambda: Bad() in d,
    lambda: d.pop(Bad()),
):
    try: f()
    except ValueError as e: print(e)
class H:
    def __hash__(s): raise KeyError("no hash")
try: {}[H()]
except KeyError as e: print(e)
n = float("nan"); e = {n: 1}; print(e[n], e.get(float("nan")), 1 == 1.0 and {1: "i"}[1.0], {"a": 1}["".join(["a"])])
