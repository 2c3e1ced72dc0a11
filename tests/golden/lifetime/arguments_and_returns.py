# Arguments live until the callee lets go; returned objects belong to the caller.
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
def drop(x):
    print("in drop"); del x; print("dropped")
drop(D("arg"))
def keep(x): return x
y = keep(D("kept")); print("have", y.n); y = None
def rebind(x): x = 5; print("rebound")
rebind(D("r"))
def ret(): return D("returned")
ret(); print("after ret")
def two(a, b): print("two"); return b
two(D("p"), D("q")); print("after two")
def kw(**k): print(sorted(k))
kw(z=D("kw")); print("after kw")
def args(*a): del a; print("args gone")
args(D("v1"), D("v2"))
class C:
    def __init__(s, d): pass
C(D("init")); print("after C")
