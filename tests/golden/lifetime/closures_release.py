# A closure keeps its variables until it goes; cells do not outlive it.
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
def make():
    d = D("cell"); other = D("not captured")
    def f(): return d.n
    return f
f = make(); print("made", f()); del f; print("f gone")
def default(x=D("default")): pass
del default; print("default gone")
g = lambda d=D("lam"): d
del g; print("lambda gone")
def h():
    d = D("nonlocal")
    def clear():
        nonlocal d
        d = None
    clear(); print("cleared")
h()
b = D("bound"); m = b.__init__; b = None; print("method holds"); m = None
