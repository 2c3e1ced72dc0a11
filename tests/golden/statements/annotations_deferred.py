# Annotations are evaluated when first asked for, not when the function is made.
def f(a: int, b: NotYet, *args: str, k: float = 1, **kw: dict) -> list: pass
try: f.__annotations__
except NameError as e: print(e)
class NotYet: pass
print(f.__annotations__["b"] is NotYet, list(f.__annotations__))
print(f.__annotations__ is f.__annotations__)
print(f.__annotate__(1)["return"])
try: f.__annotate__(2)
except NotImplementedError as e: print("NotImplementedError", e)
f.__annotations__ = {"x": 1}
print(f.__annotations__, f.__annotate__)
def g(): pass
print(g.__annotations__, g.__annotate__)
