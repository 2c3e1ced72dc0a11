# raise takes a class or an instance; a bare raise needs an active exception.
for what in (ValueError, ValueError("v"), KeyError):
    try: raise what
    except Exception as e: print(repr(e), e is what)
try: raise 42
except TypeError as e: print(e)
try: raise
except RuntimeError as e: print(e)
try: raise ValueError from 3
except TypeError as e: print(e)
class Odd(Exception):
    def __new__(cls, *a): return 5
try: raise Odd
except TypeError as e: print(e)
def reraise():
    raise
try:
    try: 1/0
    except ZeroDivisionError: reraise()
except ZeroDivisionError as e: print("through", e)
