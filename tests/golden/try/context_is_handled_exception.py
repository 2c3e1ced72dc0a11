# __context__ is what is being handled where raise runs, also through calls, and not outside the handler.
def helper(): raise TypeError("t")
try:
    try: raise ValueError("v")
    except ValueError: helper()
except TypeError as e: print(repr(e.__context__))
try: raise ValueError("v")
except ValueError: pass
try: helper()
except TypeError as e: print(repr(e.__context__))
def g():
    try: yield 1
    except GeneratorExit: raise
it = g(); next(it)
try: 1/0
except ZeroDivisionError:
    try: helper()
    except TypeError as e: print(repr(e.__context__), e.__context__.__context__)
e = ValueError("same")
try:
    try: raise e
    except ValueError: raise e
except ValueError as x: print(x is e, x.__context__)
