# staticmethod and classmethod, called on class, instance and subclass.
class C:
    @staticmethod
    def s(*a): return a
    @classmethod
    def c(cls, *a): return cls.__name__, a
class D(C): pass
print(C.s(1), C().s(2), C.c(3), C().c(4), D.c(5), D().c())
print(C.__dict__["s"].__func__(1), C.__dict__["c"].__wrapped__.__name__, C.c.__self__.__name__)
print(D.c.__func__ is C.c.__func__)
sm = staticmethod(lambda: 7); print(sm(), sm.__wrapped__ is sm.__func__)
try: classmethod(len)([1])
except TypeError as e: print(e)
class E:
    m = classmethod(lambda cls: cls)
    n = staticmethod(len)
print(E.m() is E, E.n("abc"), E.__dict__["n"].__isabstractmethod__)
print(repr(sm)[:20], isinstance(E.__dict__["m"], classmethod))
