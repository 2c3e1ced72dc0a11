# Attributes of classes, and setting __name__, __qualname__, __doc__, __module__.
class C:
    "doc"
    x: int = 1
    def f(self): self.a = 1; self.b = 2
print(C.__name__, C.__qualname__, C.__module__, C.__doc__, C.__static_attributes__, C.__firstlineno__)
print(C.__type_params__)
C.__name__ = "D"; C.__qualname__ = "Q"; C.__doc__ = "new"; C.__module__ = "mod"
print(C.__name__, C, C.__doc__)
for n, v in (
    ("__name__", 5), ("__name__", "a\0b"), ("__qualname__", 1), ("__mro__", ()), ("__dict__", {}),
    ("__dictoffset__", 1),
):
    try: setattr(C, n, v)
    except (TypeError, ValueError, AttributeError) as e: print(type(e).__name__, e)
try: del C.__name__
except TypeError as e: print(e)
try: int.__name__ = "x"
except TypeError as e: print(e)
try: C.__dict__["x"] = 1
except TypeError as e: print(e)
print(type(C.__dict__).__name__, "x" in C.__dict__, int.__doc__[:10], type.__flags__ is not None)
