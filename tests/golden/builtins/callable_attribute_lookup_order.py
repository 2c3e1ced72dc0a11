# Shadowing built-ins at module level, in functions and classes, and deleting the shadow.
def len(x): return "module len"
print(len([1]))
def f():
    len = lambda x: "local len"
    return len([1])
print(f()); del len; print(len([1]))
class C:
    len = 5
    def m(self): return len("ab")
print(C().m())
import builtins
builtins.extra = "added"; print(extra); del builtins.extra
try: extra
except NameError as e: print(e)
def g(): return sum
print(g() is builtins.sum); sum = 1; print(g()); del sum; print(g() is builtins.sum)
