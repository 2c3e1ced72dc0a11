# except* splits a group by type; each clause sees its part, and the rest goes on.
def t(*excs):
    try:
        raise ExceptionGroup("g", excs)
    except* ValueError as e: print("V", repr(e))
    except* (TypeError, KeyError) as e: print("TK", repr(e))
    else: print("never")
    finally: print("fin")
t(ValueError(1), TypeError(2), ValueError(3))
t(KeyError("k"))
try: t(ValueError(1), OSError("left"), ExceptionGroup("in", [KeyError(2), OSError("deep")]))
except ExceptionGroup as e: print("rest", repr(e))
try:
    pass
except* ValueError: print("never")
else: print("else")
