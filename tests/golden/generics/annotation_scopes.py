# Annotations of generic functions and classes see their type parameters and the class namespace.
class C[T]:
    X = int
    def m[U](self, a: T, b: U, c: X) -> C: pass
    y: X
    z: T
print(C.m.__annotations__, C.__annotations__)
def outer[T](v: T):
    def inner[U](a: T, b: U) -> tuple[T, U]: return v
    return inner
i = outer(1); print(i.__annotations__, i(2, 3), i.__type_params__)
x = "global"
class D[T: x]:
    x = "class"
    def f(self): return x
    type A = x
print(D.__type_params__[0].__bound__, D().f(), D.A.__value__)
