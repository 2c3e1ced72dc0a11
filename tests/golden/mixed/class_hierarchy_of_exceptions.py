# A program's own exceptions with data, chained and reported in layers.
class AppError(Exception):
    code = 1
    def __init__(self, msg, **ctx): super().__init__(msg); self.ctx = ctx
    def __str__(self): return super().__str__() + (f" {self.ctx}" if self.ctx else "")
class NotFound(AppError, LookupError): code = 404
class Denied(AppError, PermissionError): code = 403
def db(k):
    store = {"a": 1}
    try: return store[k]
    except KeyError as e: raise NotFound("no such key", key=k) from e
def service(k, user):
    if user != "root": raise Denied("not allowed", user=user)
    try: return db(k)
    except NotFound as e: e.add_note("while serving"); raise
def handler(*a):
    try: return 200, service(*a)
    except AppError as e: return e.code, str(e), type(e.__cause__).__name__, getattr(e, "__notes__", []), isinstance(e, (LookupError, OSError))
print(handler("a", "root"), handler("b", "root"), handler("a", "eve"), [c.__name__ for c in NotFound.__mro__], sep="\n")
