# Inner functions see later changes of the variables they share.
def make():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    def get(): return n
    return inc, get
inc, get = make()
inc(); inc()
print(get(), inc.__closure__[0].cell_contents, inc.__code__.co_freevars, make.__code__.co_cellvars)
def late():
    def f(): return x
    x = 1
    a = f()
    x = 2
    return a, f()
print(late())
def param(x):
    def f(): return x
    x += 1
    return f
print(param(1)())
def deep(a):
    def b():
        def c():
            def d(): return a
            return d
        return c
    return b()()()
print(deep("deep"))
