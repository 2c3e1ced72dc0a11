# Raising an exception that is already in the context chain breaks the cycle.
a, b, c = ValueError("a"), KeyError("b"), TypeError("c")
try:
    try:
        try: raise a
        except ValueError: raise b
    except KeyError: raise c
except TypeError as e: pass
try:
    try: raise c
    except TypeError: raise a
except ValueError as e:
    print(repr(e), repr(e.__context__), repr(e.__context__.__context__), e.__context__.__context__.__context__)
