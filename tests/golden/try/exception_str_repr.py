# str and repr of exceptions with no, one and many arguments.
for c in (Exception, ValueError, KeyError, OSError, StopIteration, SystemExit, AssertionError, KeyboardInterrupt):
    for a in ((), (1,), ("a'b",), (1000, "x"), ("",), (None,)):
        e = c(*a); print(repr(e), "|", str(e), "|", e.args)
class E(Exception):
    def __init__(self, a, b): self.b = b
print(repr(E(1, 2)), str(E(1, 2)), E(1, 2).args)
class F(Exception):
    def __str__(s): return "custom"
print(str(F(1)), repr(F(1)))
