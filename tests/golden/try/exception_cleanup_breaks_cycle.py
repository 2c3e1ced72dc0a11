# Leaving an except clause drops the exception, so what its frames hold dies at once.
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
def f():
    d = D("local")
    raise ValueError
try: f()
except ValueError as e:
    print("handling")
print("after 1")
try: f()
except ValueError: print("handling 2")
print("after 2")
def g():
    try: f()
    except ValueError as e: saved = e
    print("g ends")
g()
import gc; gc.collect()
print("collected")
