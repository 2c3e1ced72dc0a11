# A generator handling an exception neither leaks it to its caller nor loses it between yields.
import sys
def g():
    yield repr(sys.exception())
    try: raise KeyError("own")
    except KeyError:
        yield repr(sys.exception())
        try: raise IndexError("deeper")
        except IndexError as e: yield repr(e.__context__)
        yield repr(sys.exception())
    yield repr(sys.exception())
try: raise ValueError("caller")
except ValueError:
    for x in g(): print(x, "|", repr(sys.exception()))
print([x for x in g()])
