# Constructing groups checks message and contents.
for args in (("m",), (), ("m", []), (1, [ValueError()]), ("m", ValueError()), ("m", [5]), ("m", [ValueError]),
             ("m", [KeyboardInterrupt()]), ("m", None)):
    try: print(repr(ExceptionGroup(*args)))
    except Exception as e: print(type(e).__name__, e)
g = ExceptionGroup("m", (ValueError(),))
for bad in (5, [ValueError], "x"):
    try: g.split(bad)
    except TypeError as e: print(e)
try: g.message = "x"
except AttributeError as e: print(e)
print(ExceptionGroup.__mro__[1:3], issubclass(ExceptionGroup, Exception))
