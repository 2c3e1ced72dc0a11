# Attributes that exceptions carry about what went wrong.
class C: pass
def show(f):
    try: f()
    except Exception as e: return e
e = show(lambda: undefined_thing); print(e.name, e.args)
e = show(lambda: C().nope); print(e.name, type(e.obj).__name__)
e = show(lambda: {}["k"]); print(e.args, str(e), repr(e))
e = show(lambda: next(iter([]))); print(e.value, e.args)
e = show(lambda: b"\xff".decode("utf-8")); print(e.encoding, e.object, e.start, e.end, e.reason)
e = show(lambda: "\u20ac".encode("latin-1")); print(e.encoding, e.object, e.start, e.end, e.reason)
e = show(lambda: __import__("nope.deep")); print(e.name, e.path, e.msg)
e = StopIteration(1, 2); print(e.value, e.args); e.value = 9; print(e.value)
e = SystemExit(3); print(e.code, SystemExit().code, SystemExit(1, 2).code)
e = AttributeError("m", name="n", obj=5); print(e.name, e.obj, e.args)
e = ImportError("m", name="a", path="b"); print(e.name, e.path, e.msg, e.args)
