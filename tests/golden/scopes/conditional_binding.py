# A name bound on only some paths is checked at run time.
def f(c):
    if c: x = 1
    try: return x
    except UnboundLocalError: return "unbound"
def g(n):
    while n:
        if n == 2: y = n
        n -= 1
    try: return y
    except UnboundLocalError: return "unbound"
def h(c):
    try:
        if c: 1 / 0
        z = "set"
    except ZeroDivisionError: pass
    try: return z
    except UnboundLocalError: return "unbound"
def k(c):
    for i in range(2):
        if i:
            try: print(w)
            except UnboundLocalError: print("unbound")
        if c: w = i
        if c and i == 0: del w
print(f(1), f(0), g(3), g(1), h(0), h(1)); k(0); k(1)
def m(c):
    with __import__("contextlib").suppress(ValueError):
        if c: raise ValueError
        v = 1
    try: return v
    except UnboundLocalError: return "unbound"
print(m(0), m(1))
