# Diamond inheritance with keyword arguments passed along super().
class Base:
    def __init__(self, **k): self.left = k; print("Base", sorted(k))
    def describe(self): return ["Base"]
class A(Base):
    def __init__(self, a=0, **k): print("A"); self.a = a; super().__init__(**k)
    def describe(self): return ["A"] + super().describe()
class B(Base):
    def __init__(self, b=0, **k): print("B"); self.b = b; super().__init__(**k)
    def describe(self): return ["B"] + super().describe()
class M:
    def describe(self): return ["M"] + super().describe()
class C(A, M, B):
    def __init__(self, **k): print("C"); super().__init__(**k)
    def describe(self): return ["C"] + super().describe()
c = C(a=1, b=2, z=3); print(c.a, c.b, c.left, c.describe(), [k.__name__ for k in C.__mro__])
class P:
    def __set_name__(self, o, n): self.n = n
    def __get__(self, o, t): return (self.n, t.__name__)
class X: p = P()
class Y(X): pass
print(X.p, Y.p, Y().p, super(Y, Y()).p, super(Y, Y).p)
