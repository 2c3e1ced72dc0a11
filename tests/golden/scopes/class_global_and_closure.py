# Name lookup across functions, classes, comprehensions, lambdas and exec.
x = 0
def f():
    x = 1
    class C:
        y = x
        x = 2
        z = x
        def m(self): return x
        w = [x for _ in "a"]
    return C.y, C.z, C().m(), C.w
print(f())
def g():
    def h(): return x
    r = h()
    x = 5
    return r
try: g()
except NameError as e: print(e)
def k():
    exec("x = 99")
    return x
print(k(), x)
def p():
    for x in "ab": pass
    return (lambda: x)(), [x for x in "cd"], x
print(p())
def q(x=x): return x
x = 7; print(q(), x)
