# A metaclass's __new__, __init__, __call__ run in order; class keywords are passed on.
class M(type):
    def __new__(m, name, bases, ns, **k): print("new", name, [b.__name__ for b in bases], k); return super().__new__(m, name, bases, ns)
    def __init__(c, name, bases, ns, **k): print("init", name, k); super().__init__(name, bases, ns)
    def __call__(c, *a): print("call", c.__name__, a); return super().__call__(*a)
    def shout(c): return c.__name__.upper()
    @property
    def prop(c): return "meta prop"
class A(metaclass=M, flag=1): pass
class B(A, other=2):
    def __init__(s, x): print("instance", x)
B(5)
print(type(A).__name__, A.shout(), B.prop, hasattr(B(1), "shout"), isinstance(A, M))
C = M("C", (A,), {"z": 1}, kw=3); print(C.z)
