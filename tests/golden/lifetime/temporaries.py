# Temporaries die as soon as the operation that used them is over.
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
    def m(s): return s.n
    def __add__(s, o): return D(s.n + o.n)
    def __getitem__(s, k): return k
    def __eq__(s, o): return True
    def __iter__(s): return iter([1])
    def __bool__(s): return True
def f(x): print("f", x.n); return 1
def g(n): return D(n)
f(g("arg")); print("1")
print(D("meth").m()); print("2")
x = (D("a") + D("b")).n; print("3", x)
D("sub")[0]; print("4")
[D("list")]; print("6")
for _ in D("iter"): print("body")
print("7")
if D("cond"): print("then")
print("8")
D("x") and print("and")
f"{D('fmt').n}"; print("9")
f(*[D("star")]); print("10")
