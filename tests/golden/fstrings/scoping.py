# Names in f-strings follow the scope where they stand: closures, classes, comprehensions, lambdas.
def outer():
    a = "A"
    def inner(): return f"{a} {[a for _ in 'xy']}"
    return inner()
print(outer(), [f"{i}:{j}" for i in range(2) for j in "ab"], (lambda v: f"{v}")(3))
class C:
    n = 1
    s = f"{n} {__qualname__}"
    __p = 5
    def m(self): return f"{self.__p} {__class__.__name__}"
print(C.s, C().m())
def g():
    yield f"{(yield 1)}"
it = g(); next(it); print(it.send("sent"))
def k(x): return f"{x}" f"{locals()}"
print(k(1), f"{(z := 9)}", z)
