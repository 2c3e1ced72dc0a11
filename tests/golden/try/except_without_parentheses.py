# Several exception types may be listed without parentheses when nothing is bound.
for e in (ValueError, KeyError, OSError):
    try: raise e
    except ValueError, KeyError: print("either")
    except OSError: print("os")
try: raise ExceptionGroup("g", [ValueError(), KeyError()])
except* ValueError, KeyError: print("star both")
try: compile("try: pass\nexcept A, B as c: pass", "s", "exec")
except SyntaxError as e: print(e.msg)
