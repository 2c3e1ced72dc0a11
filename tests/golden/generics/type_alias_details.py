# type statements: lazy values, parameters, subscripting, module, scopes.
type A[T] = list[T]
type B[K, V = int] = dict[K, V]
type C = int | "str"
type R = dict[str, R | None]
print(A, A.__type_params__, A[int], A[int].__value__ if hasattr(A[int], "__value__") else "", A.__module__)
print(B.__parameters__, B[str], R.__value__, A | None, int | A)
print(A.evaluate_value(1) if hasattr(A, "evaluate_value") else "", A.__name__)
for f in (
    lambda: A(), lambda: C[int], lambda: isinstance([], A), lambda: setattr(A, "__name__", "x"),
    lambda: C.__value__,
):
    try: print(f())
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
class K:
    type Inner = list[Outer]
    Outer = int
print(K.Inner.__value__)
def f():
    local = 5
    type L = local
    local = 6
    return L.__value__
print(f())
from typing import TypeAliasType
X = TypeAliasType("X", list[int]); print(X, X.__value__, X.__type_params__)
for src in (
    "type x = 1; type", "type A[T, T] = 1", "type a.b = 1", "type A[T = int, U] = 1", "type X = (yield)",
    "type X = (y := 1)", "type X[T: (yield)] = 1", "type X = await y", "def f[T: (a := 1)](): pass",
    "class C[T](await x): pass", "def f[__debug__](): pass",
):
    try: compile(src, "s", "exec"); print(src, "fine")
    except SyntaxError as e: print(src, "->", e.msg)
