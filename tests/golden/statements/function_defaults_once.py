# Default values are evaluated once, when def runs, from left to right.
def make(n): print("make", n); return [n]
def f(a=make(1), *, b=make(2)): a.append("x"); return a, b
print("defined")
print(f()); print(f()); print(f([0]))
print(f.__defaults__, f.__kwdefaults__)
x = 1
def g(v=x): return v
x = 2
print(g())
f.__defaults__ = ("new",)
try: f()
except AttributeError as e: print(e)
