# Deferred annotations of a class see the class namespace and later globals.
class C:
    T = int
    a: T
    b: "T"
    c: later
    def m(self, x: T) -> C: pass
later = 5
print(C.__annotations__)
print(C.m.__annotations__["x"], C.m.__annotations__["return"] is C)
class D(C): pass
print(D.__annotations__)
print(C.__annotate__(1)["c"])
later = 6
print(C.__annotations__["c"], C.__annotate__(1)["c"])
if later > 5:
    cond: int = 1
else:
    never: int = 2
import __main__; print(__main__.__annotations__)
