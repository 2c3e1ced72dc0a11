# Shrinking methods.
a = list("abcabc")
print(a.pop(), a.pop(0), a.pop(-2), a, a.remove("c"), a, a.clear(), a)
a = [1, 1.0, True, "1"]; a.remove(True); print(a)
for f in (
    lambda: [].pop(), lambda: [1].pop(5), lambda: [1].pop(-2), lambda: [1].pop("a"), lambda: [1].remove(2),
    lambda: [].remove(None), lambda: [1].pop(1, 2), lambda: [].clear(1),
):
    try: f()
    except (IndexError, ValueError, TypeError) as e: print(type(e).__name__, e)
class E:
    def __eq__(s, o): a.clear(); return True
a = [1, 2, 3]
try: a.remove(E()); print(a)
except ValueError as e: print(e, a)
