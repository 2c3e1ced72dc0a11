# __class__ in a method is the class whose body holds the method.
class A:
    def who(self): return __class__.__name__
    def nested(self): return (lambda: __class__)().__name__
    @staticmethod
    def st(): return __class__.__name__
class B(A): pass
print(B().who(), B().nested(), B.st(), A.who.__closure__[0].cell_contents is A)
def deco(c): return type("Renamed", (c,), {})
@deco
class C:
    def f(self): return __class__.__name__, type(self).__name__
print(C().f())
class M(type):
    def __new__(m, n, b, ns): 
        print(sorted(k for k in ns if "class" in k))
        ns.pop("__classcell__", None)
        return super().__new__(m, n, b, ns)
try:
    class D(metaclass=M):
        def f(self): return __class__
except RuntimeError as e: print(e)
