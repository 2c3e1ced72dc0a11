# A method called through instance, class, super, bound method, getattr, partial, map and descriptors.
import functools, operator
class A:
    def m(self, x=0): return (type(self).__name__, x)
    @classmethod
    def c(cls, x=0): return (cls.__name__, x)
    @staticmethod
    def s(x=0): return ("static", x)
class B(A):
    def m(self, x=0): return ("B over", super().m(x))
    def go(self): return self.m(1), super().m(2), A.m(self, 3), B.m(self, 4), super(B, self).c(5), self.s(6)
b = B()
print(b.m(), B.m(b, 1), A.m(b), b.go(), getattr(b, "m")(7), (lambda f: f(8))(b.m), list(map(b.m, [9])), functools.partial(B.m, b)(10), operator.methodcaller("m", 11)(b), b.c(1), B.c(2), A.c.__func__(B, 3), b.s(4), B.__dict__["m"].__get__(b)(12), type(b).m(b, 13), [f(14) for f in (b.m, b.c, b.s)], b.m.__func__(b, 15), sep="\n")
