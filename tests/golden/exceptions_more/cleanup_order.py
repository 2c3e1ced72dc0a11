# Nested context managers, finally blocks and generators clean up innermost first.
from contextlib import contextmanager
@contextmanager
def res(n):
    print("open", n)
    try: yield n
    except BaseException as e: print(n, "sees", repr(e)); raise
    finally: print("close", n)
def gen():
    with res("gen"):
        try: yield 1
        finally: print("gen finally")
def work(how):
    with res("a"):
        try:
            with res("b") as b, res("c"):
                for x in gen():
                    if how == "raise": raise ValueError(b)
                    if how == "return": return "early"
        except ValueError as e: print("handled", e); return "handled"
        finally: print("work finally")
    return "normal"
for how in ("normal", "return", "raise"): print(work(how)); print("--")
