# sys.exception() is the innermost exception being handled, and goes back after each handler.
import sys
print(sys.exception(), sys.exc_info())
def f():
    print("in f", repr(sys.exception()))
    try: raise KeyError("inner")
    except KeyError: print("handler", repr(sys.exception()))
    print("after", repr(sys.exception()))
try: raise ValueError("outer")
except ValueError:
    f()
    print(sys.exc_info()[0].__name__, sys.exc_info()[1])
print(sys.exception())
def g():
    try: raise ValueError("g")
    except ValueError:
        yield repr(sys.exception())
        yield repr(sys.exception())
it = g()
print(next(it), sys.exception())
try: 1/0
except ZeroDivisionError: print(next(it), repr(sys.exception()))
