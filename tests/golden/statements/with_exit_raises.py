# An exception from __exit__ replaces the one in flight and keeps it as context.
class CM:
    def __enter__(s): pass
    def __exit__(s, t, v, tb): raise RuntimeError("from exit")
try:
    with CM(): raise ValueError("body")
except RuntimeError as e:
    print(e, repr(e.__context__))
class EnterFails:
    def __enter__(s): raise LookupError("enter")
    def __exit__(s, *a): print("never")
class Outer:
    def __enter__(s): pass
    def __exit__(s, t, v, tb): print("outer sees", t.__name__); return True
with Outer(), EnterFails(): print("never")
