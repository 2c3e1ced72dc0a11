# except* wraps an exception that is not a group; what is unhandled stays bare.
try: raise ValueError("bare")
except* ValueError as e: print(repr(e), e.exceptions[0].__traceback__ is not None)
try:
    try: raise KeyError("other")
    except* ValueError: print("never")
except KeyError as e: print(repr(e))
try: raise BaseExceptionGroup("b", [KeyboardInterrupt()])
except* KeyboardInterrupt as e: print(type(e).__name__)
