# __call__ makes instances callable, looked up on the class.
class C:
    def __call__(s, *a, **k): return a, k
c = C(); print(c(), c(1, x=2), callable(c), callable(5), callable(C), callable(len))
c.__call__ = lambda: "instance"; print(c(3))
class D: pass
d = D(); d.__call__ = lambda: 1
print(callable(d))
try: d()
except TypeError as e: print(e)
class Chain:
    def __init__(s): s.log = []
    def __call__(s, x): s.log.append(x); return s
print(Chain()(1)(2)(3).log)
class M(type):
    def __call__(c, *a): return ("instead of an instance", a)
class E(metaclass=M): pass
print(E(1))
class Self: pass
Self.__call__ = Self()
try: Self()()
except RecursionError as e: print("RecursionError")
