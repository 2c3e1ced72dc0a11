# User exception classes: inheritance, super().__init__, attributes, catching by base.
class AppError(Exception):
    def __init__(self, code, msg="default"):
        super().__init__(f"[{code}] {msg}")
        self.code = code
class Sub(AppError, KeyError): pass
for c in (AppError, Exception, KeyError, LookupError):
    try: raise Sub(7, msg="m")
    except c as e: print(c.__name__, e.code, e.args, str(e), repr(e))
print(Sub.__mro__)
class WithDefaults(Exception):
    "doc only"
print(repr(WithDefaults()), WithDefaults.__doc__)
