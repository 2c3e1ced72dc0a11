# A generator cannot be resumed while it runs.
def g():
    try: next(it)
    except ValueError as e: print(e)
    try: it.send(None)
    except ValueError as e: print(e)
    try: it.close()
    except ValueError as e: print(e)
    try: it.throw(KeyError)
    except ValueError as e: print(e)
    yield 1
it = g()
print(next(it))
def h():
    yield from it2
it2 = h()
try: next(it2)
except ValueError as e: print(e)
