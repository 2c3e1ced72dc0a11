# __format__ gets the spec; object's own accepts only an empty one.
class F:
    def __format__(s, spec): return f"<{spec!r}>"
print(format(F()), format(F(), "abc"), f"{F():x>5}", f"{F()}", "{:{}}".format(F(), "spec"), "{0:%Y}".format(F()))
class P:
    def __str__(s): return "str of P"
print(format(P()), f"{P()}", f"{P()!s:>10}")
try: format(P(), "5")
except TypeError as e: print(e)
for v in (None, [], {}, (), object, ...):
    try: format(v, "s")
    except TypeError as e: print(e)
try: format(1, 5)
except TypeError as e: print(e)
