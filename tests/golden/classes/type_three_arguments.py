# type(name, bases, dict) makes a class.
T = type("T", (dict,), {"f": lambda s: len(s), "__doc__": "made"})
t = T(a=1); print(t.f(), t, T.__name__, T.__doc__, T.__module__, T.__qualname__)
ns = {"x": 1}; U = type("U", (), ns); ns["x"] = 2; print(U.x)
for args in ((5, (), {}), ("x", [], {}), ("x", (), []), ("x", (5,), {}), ("a\0", (), {}), ("x", ()), ("x", (), {}, 1)):
    try: print(type(*args).__name__)
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
print(type("has space", (), {}).__name__, type("", (), {}).__name__ == "")
V = type("V", (), {"__qualname__": "A.V", "__module__": "m"}); print(V, "__qualname__" in vars(V))
try: type("W", (), {"__qualname__": 5})
except TypeError as e: print(e)
