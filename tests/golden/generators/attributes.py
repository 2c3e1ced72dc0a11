# gi_frame, gi_running, gi_code, gi_yieldfrom, gi_suspended and names.
def g():
    print("running", it.gi_running, it.gi_suspended)
    x = 1
    yield x
    yield from sub
sub = iter([5])
it = g()
print(it.gi_running, it.gi_suspended, it.gi_yieldfrom, it.gi_code.co_name, it.gi_frame.f_lineno)
next(it)
print(it.gi_frame.f_locals, it.gi_suspended, it.gi_frame.f_lineno)
next(it)
print(it.gi_yieldfrom is sub, it.__name__, it.__qualname__)
list(it)
print(it.gi_frame, it.gi_suspended)
it.__name__ = "other"; print(it.__name__)
try: it.__name__ = 5
except TypeError as e: print(e)
try: it.gi_running = 1
except AttributeError as e: print(e)
