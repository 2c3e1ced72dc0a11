# __instancecheck__ and __subclasscheck__ on the metaclass decide.
class M(type):
    def __instancecheck__(c, o): print("inst", o); return o == 5
    def __subclasscheck__(c, s): print("sub", s.__name__); return s is str
class A(metaclass=M): pass
class B(A): pass
print(isinstance(5, A), isinstance("x", A), isinstance(A(), A), issubclass(str, A), issubclass(int, A))
print(issubclass(B, A))
print(isinstance(5, (str, (A,))), isinstance(1, int | str), isinstance(None, int | None), issubclass(bool, int | str))
for args in ((1, 5), (1, (int, 5)), (1, [int]), (1, list[int]), (1, "int")):
    try: print(isinstance(*args))
    except TypeError as e: print(e)
class Liar:
    @property
    def __class__(s): return int
print(isinstance(Liar(), int), isinstance(Liar(), Liar), type(Liar()).__name__)
