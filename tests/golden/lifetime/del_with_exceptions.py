# Frames held by a traceback keep locals alive until the exception is dropped.
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
def f(): d = D("in f"); raise ValueError("v")
try: f()
except ValueError as e:
    print("caught"); keep = e
print("still alive")
keep.__traceback__ = None; print("traceback dropped")
try: f()
except ValueError: print("handler")
print("after")
def g():
    try: f()
    except ValueError: return "returned from handler"
print(g())
def h():
    for i in range(2):
        try: f()
        except ValueError: continue
h()
