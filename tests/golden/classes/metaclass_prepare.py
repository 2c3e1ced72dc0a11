# __prepare__ gives the namespace in which the class body runs.
class Log(dict):
    def __setitem__(s, k, v):
        if not k.startswith("__"): print("set", k)
        super().__setitem__(k, v)
    def __missing__(s, k):
        if k.startswith("auto"): return f"<{k}>"
        raise KeyError(k)
class M(type):
    @classmethod
    def __prepare__(m, name, bases, **k): print("prepare", name, k); return Log()
    def __new__(m, n, b, ns, **k): return super().__new__(m, n, b, dict(ns))
class A(metaclass=M, opt=1):
    x = auto_thing
    def f(self): pass
    y = x
print(A.y)
class Bad(type):
    @classmethod
    def __prepare__(m, n, b): return 5
try:
    class B(metaclass=Bad): pass
except TypeError as e: print(e)
print(type.__prepare__())
