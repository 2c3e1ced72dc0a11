# Loop variables and context managers are released when the language says so.
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
    def __enter__(s): return 1
    def __exit__(s, *a): print("exit", s.n)
for x in (D(i) for i in range(3)): print("body", x.n)
print("loop over"); del x
for i, y in enumerate([D("e0"), D("e1")]): pass
print("list gone, last kept"); del y
with D("cm"): print("with body")
print("after with")
with D("as") as v: pass
print("after as")
it = iter([D("i0"), D("i1")])
next(it); print("first taken"); list(it); print("rest taken")
m = map(D, ["m0"]); next(m); print("map")
[D(i) for i in range(2)]; print("comp")
