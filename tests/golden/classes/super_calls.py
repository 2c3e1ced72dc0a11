# super() follows the mro of the instance, in methods, class methods and properties.
class A:
    def f(self): return ["A"]
    @classmethod
    def c(cls): return ["A." + cls.__name__]
    @property
    def p(self): return "pA"
class B(A):
    def f(self): return ["B"] + super().f()
    @classmethod
    def c(cls): return ["B"] + super().c()
    @property
    def p(self): return "pB " + super().p
class C(A):
    def f(self): return ["C"] + super().f()
class D(B, C):
    def f(self): return ["D"] + super(D, self).f()
    def skip(self): return super(B, self).f()
    def inner(self): return [super(D, self).f() for _ in range(1)], (lambda: super(D, self).f())()
d = D()
print(d.f(), D.c(), d.p, d.skip(), d.inner())
print(super(B, d).f(), super(B, D).f(d), super(B, d).__thisclass__, super(B, d).__self__ is d)
print(super(B, d).__self_class__)
