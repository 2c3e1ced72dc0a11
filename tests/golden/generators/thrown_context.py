# What is thrown into a generator has what the generator handles as its context, not what the thrower handles.
def f():
    yield
def g():
    try:
        raise KeyError('a')
    except Exception:
        yield from f()
gen = g(); gen.send(None)
try: gen.throw(ValueError)
except ValueError as e: print(repr(e.__context__))
def h():
    try: raise KeyError('h')
    except KeyError: yield
gen = h(); gen.send(None)
try:
    try: raise OSError('thrower')
    except OSError: gen.throw(ValueError('v'))
except ValueError as e: print(repr(e.__context__), repr(e.__context__.__context__))
gen = f(); gen.send(None)
try: gen.throw(ValueError('plain'))
except ValueError as e: print(repr(e.__context__))
