# An except clause's class is evaluated only when reached, and must be an exception class.
def cls(n, c): print("look", n); return c
try: raise KeyError("k")
except cls(1, ValueError): print("no")
except cls(2, KeyError): print("yes")
except cls(3, 0): print("never")
for bad in (5, "ValueError", (ValueError, 3), None, [ValueError]):
    try:
        try: raise KeyError
        except bad: pass
    except TypeError as e: print(e, "|", repr(e.__context__))
try: pass
except 5: print("never evaluated")
