# Natives that call __eq__, __hash__, __lt__, __repr__, __len__, __index__ written in Python.
class K:
    def __init__(s, n): s.n = n
    def __eq__(s, o): return [sum(1 for _ in "a") and s.n == getattr(o, "n", o)][0]
    def __hash__(s): return max(hash(x) for x in [s.n])
    def __lt__(s, o): return sorted([s.n, o.n])[0] == s.n and s.n != o.n
    def __repr__(s): return "".join(map(str, ["K", s.n]))
    def __index__(s): return int(str(s.n))
    def __bool__(s): return any([s.n])
ks = [K(3), K(1), K(2), K(0)]
print(sorted(ks), {K(1): "x"}[K(1)], K(2) in ks, ks.index(K(0)), ks.count(K(3)), min(ks), max(ks), str(ks))
print({K(1), K(1)}, [10, 20, 30][K(1)], list(filter(None, ks)), all(ks), [K(1)] == [K(1)], (K(1),) < (K(2),))
print(ks.remove(K(1)), ks, list(range(K(2))), "ab"[K(1)], dict.fromkeys([K(5), K(5)]), set(ks) == set(ks))
