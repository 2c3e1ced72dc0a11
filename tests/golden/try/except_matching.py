# The first clause whose class or tuple of classes fits handles the exception.
def t(exc):
    try: raise exc
    except ValueError: return "value"
    except (KeyError, IndexError) as e: return f"lookup {e!r}"
    except LookupError: return "other lookup"
    except ((ArithmeticError, (OSError,)), EOFError) if False else (EOFError, OSError): return "tuple"
    except: return "anything"
for e in (ValueError(), UnicodeError(), KeyError(1), IndexError(2), LookupError(), OSError(), EOFError(), SystemExit(), TypeError):
    print(t(e))
