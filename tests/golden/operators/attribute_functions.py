# getattr, setattr, hasattr, delattr with all kinds of names.
class C: x = 1
c = C()
print(getattr(c, "x"), getattr(c, "y", 2), hasattr(c, "x"), hasattr(c, "y"))
setattr(c, "not an identifier", 5); print(getattr(c, "not an identifier"), vars(c))
delattr(c, "not an identifier")
for f in (
    lambda: getattr(c, 5), lambda: setattr(c, 5, 1), lambda: hasattr(c, None), lambda: delattr(c, "gone"),
    lambda: getattr(c, "gone"), lambda: delattr(c, 1.5),
):
    try: f()
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
class Prop:
    @property
    def bad(s): raise KeyError("k")
    @property
    def missing(s): raise AttributeError("a")
print(hasattr(Prop(), "missing"), getattr(Prop(), "missing", "dflt"))
try: hasattr(Prop(), "bad")
except KeyError as e: print("KeyError", e)
