# __init_subclass__ of the parent is called with the class keywords.
class Base:
    reg = []
    def __init_subclass__(cls, /, tag=None, **k):
        super().__init_subclass__(**k)
        cls.reg.append((cls.__name__, tag))
class A(Base, tag="a"): pass
class B(A): pass
print(Base.reg)
try:
    class C(Base, wrong=1): pass
except TypeError as e: print(e)
try:
    class D(object, x=1): pass
except TypeError as e: print(e)
class E:
    def __init_subclass__(cls): raise ValueError("no subclass")
try:
    class F(E): pass
except ValueError as e: print(e)
print(type("G", (Base,), {}, tag="dyn").__name__, Base.reg[-1])
