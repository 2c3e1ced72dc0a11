# The metaclass is the most derived of the bases'; unrelated ones conflict; any callable will do.
class M1(type): pass
class M2(type): pass
class M3(M1): pass
class A(metaclass=M1): pass
class B(metaclass=M2): pass
class C(A, metaclass=M3): pass
class D(C): pass
print(type(C).__name__, type(D).__name__)
try:
    class E(A, B): pass
except TypeError as e: print(e)
def fn(name, bases, ns, **k): return name, bases, k
class F(1, "x", metaclass=fn, z=3): pass
print(F)
class G(metaclass=lambda *a: "anything"): pass
print(G)
