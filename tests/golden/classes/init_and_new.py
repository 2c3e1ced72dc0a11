# __new__ makes the instance, __init__ runs only for instances of the class and must return None.
class A:
    def __new__(cls, *a, **k): print("new", cls.__name__, a, k); return super().__new__(cls)
    def __init__(self, *a, **k): print("init", a, k)
class B(A): pass
A(1, k=2); B()
class Other:
    def __new__(cls): return 42
    def __init__(self): print("never")
print(Other())
class Sub(A):
    def __new__(cls, x): return A.__new__(A) if x else A.__new__(cls, x)
print(type(Sub(1)).__name__, type(Sub(0)).__name__)
class Bad:
    def __init__(self): return 5
try: Bad()
except TypeError as e: print(e)
class N: pass
for args in ((1,), ()):
    try: print(type(N(*args)).__name__)
    except TypeError as e: print(e)
try: object.__new__(5)
except TypeError as e: print(e)
try: object.__new__(int)
except TypeError as e: print(e)
