# Default values: shared, None idiom, referring to names at definition, with walrus and lambdas.
def shared(x, acc=[]): acc.append(x); return acc
print(shared(1), shared(2), shared(3, []), shared(4))
def fresh(x, acc=None):
    acc = [] if acc is None else acc
    acc.append(x); return acc
print(fresh(1), fresh(2)); n = 1
def f(a=n, b=(m := n + 1), c=lambda: n, *, d=[n]): return a, b, c(), d
n = 5; print(f(), m, f.__defaults__[0], f.__kwdefaults__)
fs = [(lambda x, i=i: x + i) for i in range(3)]; print([g(10) for g in fs])
class C:
    size = 4
    def m(self, n=size, *, k=size * 2): return n, k
C.size = 9; print(C().m(), C.m.__defaults__)
def rec(n, f=None): return n if n == 0 else (f or rec)(n - 1, f)
print(rec(3), rec.__defaults__); shared.__defaults__[0].clear(); print(shared("again"))
