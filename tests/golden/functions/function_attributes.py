# Attributes of function objects and what may be set.
def f(a, b=1, *, c=2): "doc"
print(f.__name__, f.__qualname__, f.__module__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__closure__)
print(f.__dict__, f.__type_params__)
f.x = 5; print(f.x, f.__dict__)
f.__name__ = "g"; f.__qualname__ = "Q.g"; print(f.__name__, f.__qualname__)
for n, v in (
    ("__name__", 5), ("__qualname__", None), ("__defaults__", [1]), ("__kwdefaults__", 1), ("__code__", 1),
    ("__dict__", 1), ("__closure__", ()), ("__globals__", {}), ("__annotations__", 1),
):
    try: setattr(f, n, v); print(n, "set")
    except (TypeError, AttributeError) as e: print(n, "->", type(e).__name__, e)
del f.x
try: f.x
except AttributeError as e: print(e)
def other(a): return ("other", a)
f.__code__ = other.__code__; print(f(1))
def clo(): return inc
def outer():
    inc = 1
    def inner(): return inc
    return inner
try: f.__code__ = outer().__code__
except ValueError as e: print(e)
