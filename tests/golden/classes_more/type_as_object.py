# type's own attributes and methods: mro, subclasses, instance checks, calling, comparison.
class A: pass
class B(A): pass
print(type(A), type(type), isinstance(type, type), isinstance(type, object), issubclass(type, object))
print(isinstance(object, type), A.mro(), B.__base__, type.mro(B), A.__subclasses__())
print(type.__call__(A).__class__, A == A, A != B, hash(A) == hash(A), {A: 1}[A], bool(A), str(A), A.__class__)
print(type.__getattribute__(A, "__name__"), A.__instancecheck__(B()), A.__subclasscheck__(B))
print(type.__or__(int, str), A | None, callable(A))
print(type("X", (A,), {"y": 1})().y, type(A()).__name__, A.__name__)
print(getattr(A, "__abstractmethods__", "none"), type.__bases__, object.__bases__, object.__base__)
print(type(None).__bases__, bool.__base__, int.__mro__, [t.__name__ for t in bool.__mro__])
print(Exception.__base__.__base__)
for f in (
    lambda: type.__call__(), lambda: A.mro(1), lambda: A < B, lambda: A + B, lambda: type.__new__(type),
    lambda: type.__new__(int, "x", (), {}), lambda: A.__subclasses__(1), lambda: A.__abstractmethods__,
    lambda: type(1, 2, 3), lambda: A(1), lambda: len(A), lambda: iter(A), lambda: A[0],
):
    try: print(f())
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
