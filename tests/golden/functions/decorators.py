# Decorators apply from the bottom up; each expression is evaluated before the function is made.
def deco(n):
    print("make", n)
    def d(f):
        print("apply", n, f.__name__ if hasattr(f, "__name__") else f)
        return f
    return d
@deco(1)
@deco(2)
def f(x=print("default")): return "f"
print(f())
@deco("c")
class C: print("body")
@lambda g: g() + 1
def five(): return 4
print(five)
ds = [deco("l")]
@ds[0]
def g(): pass
@(yes := deco("w"))
def h(): pass
