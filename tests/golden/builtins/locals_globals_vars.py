# locals, globals and vars at module, function and class level.
a = 1
print(globals()["a"], locals() is globals(), vars() is globals()); globals()["made"] = 5; print(made)
def f(x, *args, y=2, **kw):
    z = 3
    def inner(): return z
    l = locals(); l["z"] = 99; l["new"] = 1
    return sorted(l), z, sorted(locals()), locals() is l
print(f(1))
def g():
    before = sorted(locals()); v = 1; mid = sorted(locals()); del v
    return before, mid, sorted(locals())
print(g())
class C:
    q = 1
    l = sorted(k for k in locals() if not k.startswith("__"))
    locals()["dyn"] = 7
print(C.l, C.dyn)
def outer():
    free = 1
    def inner():
        free
        return sorted(locals())
    return inner()
print(outer(), (lambda p: locals())(3))
def gen(): n = 1; yield locals(); n = 2; yield locals()
print([dict(d) for d in gen()])
