# update, | and |=.
d = {"a": 1}
print(d.update({"b": 2}), d.update([("c", 3)]), d.update(a=9, e=5), d.update({"f": 1}, f=2), d.update(), d)
print(d | {"z": 0}, {"z": 0} | d, {} | {}, {1: 2} | {1: 3})
d |= {"q": 1}; d |= [("r", 2)]; d |= "" ; print(d)
for f in (
    lambda: d | [("a", 1)], lambda: [("a", 1)] | d, lambda: d.update(5), lambda: d.update([1]),
    lambda: d.update({}, {}), lambda: d.__ior__(5), lambda: d.update([(1,)]),
):
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
class R:
    def __ror__(s, o): return "ror"
print({} | R(), d.__or__(5))
