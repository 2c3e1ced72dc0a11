# Two closures and two classes made by the same code do not share what they learnt.
def make(n):
    def f(o): return o.x + n
    return f
def cls(v):
    class C:
        x = v
        def get(self): return self.x, type(self).x, __class__.x
    return C
f, g = make(1), make("s")
A, B = cls(1), cls("t")
for _ in range(10): r = f(A()), g(B()), A().get(), B().get()
print(r, f(type("Q", (), {"x": 0.5})()))
