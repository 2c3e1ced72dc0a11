# Names in a class body are looked up in the class, then globals; functions inside skip the class.
x = "global"
class C:
    a = x
    x = "class"
    b = x
    def m(self): return x
    c = (lambda: x)()
def f():
    x = "local"
    class D:
        a = x
        x = "class"
        b = x
        del x
        c = x
    return D.a, D.b, D.c
print(C.a, C.b, C().m(), C.c, f())
def g():
    class E:
        try: y
        except NameError as e: msg = str(e)
    y = 1
    return E.msg
print(g())
