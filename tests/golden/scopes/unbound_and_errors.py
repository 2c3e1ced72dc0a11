# Unbound locals, cells and globals have their own messages.
def a():
    print(v)
    v = 1
def b():
    def inner(): return w
    inner()
    w = 1
def c():
    if 0: z = 1
    return z
def d():
    del y
    y = 1
def e():
    import math as m
    del m
    return m
def f(p):
    del p
    return p
def g():
    with open as q: pass
    return q
def h():
    try: return undefined_global
    finally: later = 1
for fn in (a, b, c, d, e, h):
    try: fn()
    except NameError as x: print(fn.__name__, type(x).__name__, x, x.name)
try: f(1)
except UnboundLocalError as x: print(x)
for src in (
    "def f():\n global x\n x = 1\n nonlocal y", "def f(x):\n global x", "def f():\n x = 1\n global x",
    "def f():\n print(x)\n global x", "nonlocal x", "def f():\n nonlocal zz",
    "def f():\n x = 1\n def g():\n  nonlocal x\n  global x", "def f(x):\n def g(x):\n  nonlocal x",
    "class C:\n nonlocal x", "global x; x = 1", "x = 1; global x", "def f(a, a): pass", "lambda a, *a: 1",
    "def f():\n for x in y: pass\n global x", "def f():\n x: int\n global x",
    "def f():\n global x\n x: int = 1", "def f(x):\n nonlocal x",
):
    try: compile(src, "s", "exec"); print("fine")
    except SyntaxError as e: print(e.msg, e.lineno)
