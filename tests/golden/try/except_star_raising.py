# Exceptions raised in except* clauses are collected with the unhandled rest into a group.
def show(e, d=0):
    print(" " * d + repr(e) if not isinstance(e, BaseExceptionGroup) else " " * d + f"{type(e).__name__} {e.message!r}")
    for x in getattr(e, "exceptions", ()): show(x, d + 2)
try:
    try: raise ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(3)])
    except* ValueError as e: raise KeyError("new")
    except* TypeError: raise
except Exception as e: show(e)
try:
    try: raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError: raise RuntimeError("only")
except Exception as e: show(e); print(repr(e.__context__))
try:
    try: raise ValueError("n")
    except* ValueError as e: raise
except Exception as e: show(e)
