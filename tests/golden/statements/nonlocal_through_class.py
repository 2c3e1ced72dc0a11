# nonlocal in a method skips the class body's own names.
def f():
    v = "outer"
    class C:
        v = "class"
        def m(self):
            nonlocal v
            v = v + "!"
            return v
        def see(self): return v
    print(C().m(), C.v, v, C().see())
    class D:
        nonlocal v
        v = "by class body"
    print(v, hasattr(D, "v"))
f()
