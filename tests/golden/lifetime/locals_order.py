# Locals are released in the order in which they are held when a function returns.
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
def f():
    b = D("b first"); a = D("a second"); c = D("c third")
    return "result"
print(f())
def g(p, q):
    z = D("z")
    p = q = None
    print("end g")
g(D("p"), D("q"))
l = [D(i) for i in range(3)]
del l
t = (D("t0"), D("t1")); t = None
d = {1: D("d1"), 2: D("d2")}; d = None
class H: pass
h = H(); h.x = D("hx"); h.y = D("hy"); del h
print("end")
