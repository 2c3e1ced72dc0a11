# A cause that itself has a context.
try:
    try: 1 / 0
    except ZeroDivisionError: int("x")
except ValueError as e:
    raise RuntimeError("top") from e
