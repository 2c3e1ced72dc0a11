# Exceptions in __del__ do not propagate, and go to sys.unraisablehook.
import sys
def hook(u): print("unraisable:", u.exc_type.__name__, u.exc_value, u.err_msg is None)
sys.unraisablehook = hook
class D:
    def __del__(s): raise ValueError("in del")
d = D()
del d
print("still here")
def g():
    try: yield
    finally: raise KeyError("in close")
it = g(); next(it)
del it
print("end")
