# StopIteration raised inside a generator becomes RuntimeError with the original as cause.
def g():
    yield 1
    next(iter([]))
it = g(); print(next(it))
try: next(it)
except RuntimeError as e: print(e, repr(e.__cause__), repr(e.__context__))
def h():
    raise StopIteration(5)
    yield
try: list(h())
except RuntimeError as e: print(e, e.__cause__.value)
def k():
    try: yield
    except ValueError: raise StopIteration
it = k(); next(it)
try: it.throw(ValueError)
except RuntimeError as e: print(e)
print(list(x if x < 3 else x for x in [1, 2]))
try: list(next(iter([])) for _ in "ab")
except RuntimeError as e: print(e)
