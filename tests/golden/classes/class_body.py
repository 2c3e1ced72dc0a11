# A class body runs once, in its own namespace, from top to bottom.
print("before")
class C:
    print("body", __name__, __qualname__, __module__)
    x = 1
    y = x + 1
    for i in range(2): locals()[f"v{i}"] = i
    if y == 2:
        def m(self): return "m"
    else:
        def m(self): return "never"
    del x
    print(sorted(k for k in locals() if not k.startswith("__")))
print(C.y, C.v1, C.i, hasattr(C, "x"), C().m())
class D:
    class Inner:
        def f(self): pass
    def g(self):
        class Local: pass
        return Local
print(D.Inner.__qualname__, D.Inner.f.__qualname__, D().g().__qualname__, D.Inner, D.__firstlineno__)
