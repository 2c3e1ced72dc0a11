# Line numbers in tracebacks of statements over many lines point at the part that failed.
def line(f):
    try: f()
    except Exception as e:
        tb = e.__traceback__
        while tb.tb_next: tb = tb.tb_next
        return tb.tb_lineno - f.__code__.co_firstlineno, type(e).__name__
def a():
    x = [1,
         2,
         undefined,
         4]
def b():
    return (1 +
            2 +
            "x")
def c():
    foo = dict(
        a=1,
        b=1 / 0,
    )
def d():
    if (1 and
            None.x):
        pass
def e():
    for i in (
        5
    ): pass
def f():
    raise ValueError(
        "x"
    )
def g():
    assert (
        1 ==
        2
    ), "m"
def h():
    return {
        "k": 1,
        []: 2,
    }
def i():
    x = lambda: (
        1 / 0
    )
    x()
def j():
    return [y
            for y in range(2)
            if y.z]
def k():
    "abc".replace(
        "a",
        5,
    )
def l():
    with open as q: pass
for fn in (a, b, c, d, e, f, g, h, i, j, k, l): print(fn.__name__, line(fn))
