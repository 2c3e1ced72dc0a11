# __del__ runs as soon as the last reference goes.
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
a = D("a"); b = a
del a; print("one left")
del b; print("gone")
a = D("first"); a = D("second"); print("rebound")
a = None; print("None")
def f():
    x = D("local"); y = D("local2")
    print("in f")
f(); print("after f")
l = [D("l0"), D("l1")]; l.pop(0); print("popped"); l.clear(); print("cleared")
d = {"k": D("v")}; d["k"] = 1; print("replaced")
(D("tuple"),); print("tuple dropped")
D("expression"); print("end")
