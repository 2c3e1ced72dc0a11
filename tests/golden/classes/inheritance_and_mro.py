# Method resolution follows C3; inconsistent orders are refused.
class O: n = "O"
class A(O): n = "A"
class B(O): b = "B"
class C(A, B): pass
class D(B, A): pass
print([c.__name__ for c in C.__mro__], C.n, C.b, C.mro() == list(C.__mro__))
try:
    class E(C, D): pass
except TypeError as e: print(e)
try:
    class F(O, A): pass
except TypeError as e: print(e)
try:
    class G(A, A): pass
except TypeError as e: print(e)
for bases in ("5", "None", "bool", "type(None)", "int, str", "range", "slice", "type(...)", "type(lambda: 0)"):
    try: exec(f"class H({bases}): pass"); print("fine", bases)
    except TypeError as e: print(e)
print(C.__bases__, C.__base__, issubclass(C, O), isinstance(C(), B), O.__subclasses__())
