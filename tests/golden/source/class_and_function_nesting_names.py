# Qualified names through functions, classes, lambdas and comprehensions.
def f():
    class A:
        def m(self):
            def g(): pass
            class B: pass
            return g, B, lambda: 0
    return A, [lambda: 0 for _ in "x"][0], (x for x in "")
A, l, g = f()
m = A().m(); print(A.__qualname__, A.m.__qualname__, *[x.__qualname__ for x in m], l.__qualname__, g.__qualname__)
class C:
    class D:
        f = lambda self: 0
        def g(self): pass
    global E
    class E: pass
    def h(self): pass
print(C.D.__qualname__, C.D.f.__qualname__, C.D.g.__qualname__, E.__qualname__, repr(C.h).split(" at ")[0], C.D, f.__code__.co_qualname)
def outer():
    global inner
    def inner(): pass
    return inner
print(outer().__qualname__)
