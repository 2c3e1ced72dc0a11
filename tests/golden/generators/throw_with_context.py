# An exception thrown into a generator handling another has it as context.
def g():
    try: raise KeyError("inner")
    except KeyError:
        yield 1
it = g(); next(it)
try: it.throw(ValueError("thrown"))
except ValueError as e: print(repr(e.__context__))
def h():
    try: yield 1
    except ValueError as e: raise TypeError("new") from e
it = h(); next(it)
try: it.throw(ValueError("orig"))
except TypeError as e: print(repr(e.__cause__), e.__context__ is e.__cause__)
