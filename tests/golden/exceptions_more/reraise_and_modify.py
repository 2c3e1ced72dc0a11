# Exceptions stored, changed, raised again, compared, pickled by args, and raised from functions called in handlers.
class E(Exception):
    def __init__(self, a, b=0): super().__init__(a, b); self.a, self.b = a, b
e = E(1, b=2); e.extra = "x"
for i in range(2):
    try: raise e
    except E as x: print(x is e, x.args, x.extra, x.__traceback__.tb_lineno); x.args = ("changed", i)
print(e, repr(e), e.a); import copy
c = copy.copy(e); print(type(c).__name__, c.args, c.a, c.extra)
def handler():
    import sys
    t, v, tb = sys.exc_info(); raise RuntimeError(f"wrapped {v}") from v
try:
    try: int("z")
    except ValueError: handler()
except RuntimeError as r: print(r, type(r.__cause__).__name__, r.__context__ is r.__cause__)
errors = []
for s in "1x2y":
    try: errors.append(int(s))
    except ValueError as v: errors.append(v)
print([x if isinstance(x, int) else type(x).__name__ for x in errors])
try: raise ExceptionGroup("many", [x for x in errors if isinstance(x, Exception)])
except* ValueError as g: print(len(g.exceptions), [str(x)[-3:] for x in g.exceptions])
