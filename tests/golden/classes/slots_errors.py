# Wrong __slots__ declarations are refused.
for body in (
    "__slots__ = ('a',); a = 1", "__slots__ = (1,)", "__slots__ = ('not valid',)",
    "__slots__ = ('__dict__', '__dict__')",
):
    try: exec(f"class C:\n    {body}")
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
class A: __slots__ = ("a",)
class B: __slots__ = ("b",)
try:
    class C(A, B): pass
except TypeError as e: print(e)
class I(int): __slots__ = ()
print(I(5) + 1)
try:
    class J(int): __slots__ = ("x",)
except TypeError as e: print(e)
class D: __slots__ = {"x": "doc for x"}
print(D.x.__doc__)
class E: __slots__ = ("__private",)
e = E(); e._E__private = 1; print(e._E__private)
