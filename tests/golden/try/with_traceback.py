# with_traceback and __traceback__ can be set, cut and cleared.
def f(): raise ValueError("x")
try: f()
except ValueError as e: saved = e
tb = saved.__traceback__
print(tb.tb_lineno, tb.tb_next.tb_lineno, tb.tb_next.tb_next)
print(saved.with_traceback(None) is saved, saved.__traceback__)
try: raise saved.with_traceback(tb.tb_next)
except ValueError as e: print(e.__traceback__.tb_lineno, e.__traceback__.tb_next is tb.tb_next)
for bad in (5, "x"):
    try: saved.with_traceback(bad)
    except TypeError as e: print(e)
tb.tb_next = None
print(tb.tb_next)
try: tb.tb_next = tb
except ValueError as e: print(e)
import types
made = types.TracebackType(None, tb.tb_frame, 0, 42); print(made.tb_lineno)
