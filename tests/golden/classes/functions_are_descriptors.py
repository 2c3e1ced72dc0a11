# Functions, lambdas and classes as attributes: only functions bind.
class Callable:
    def __call__(s, *a): return "callable", a
class C:
    lam = lambda *a: len(a)
    cls = dict
    obj = Callable()
    built = len
c = C()
print(c.lam(1), C.lam(1), c.cls(a=1), c.obj(1), c.built("abc"))
f = lambda s: s
print(f.__get__(5)(), f.__get__(None, int) is f, f.__get__(5, int).__self__)
try: f.__get__(None)
except TypeError as e: print(e)
