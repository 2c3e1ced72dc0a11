# The as part of with takes any target.
class V:
    def __init__(s, v): s.v = v
    def __enter__(s): return s.v
    def __exit__(s, *a): pass
class O: pass
o, l, d = O(), [0], {}
with V((1, (2, 3))) as (a, (b, *c)), V(4) as o.x, V(5) as l[0], V(6) as d["k"]:
    print(a, b, c, o.x, l, d)
with V([1, 2]) as [p, q]: print(p, q)
with (V(7)) as z: print(z)
with V(1), V(2): print("tuple-less")
