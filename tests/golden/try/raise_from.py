# raise from sets __cause__ and suppresses the context; from None only suppresses.
try:
    try: 1/0
    except ZeroDivisionError as z: raise ValueError("v") from z
except ValueError as e:
    print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try: 1/0
    except ZeroDivisionError: raise ValueError("v") from None
except ValueError as e: print(e.__cause__, repr(e.__context__), e.__suppress_context__)
try: raise ValueError from KeyError
except ValueError as e: print(repr(e.__cause__))
e = ValueError()
e.__cause__ = KeyError(1); print(e.__suppress_context__)
for bad in (lambda: setattr(e, "__cause__", 5), lambda: setattr(e, "__context__", "x"), lambda: delattr(e, "__cause__")):
    try: bad()
    except TypeError as x: print(x)
