# Subscripts, get, setdefault, pop, popitem.
d = {"a": 1, 2: "two", None: 3, (1, 2): 4, 1.5: 5}
print(d["a"], d[2], d[2.0], d[None], d[1, 2], d.get("a"), d.get("z"), d.get("z", 9), d.setdefault("a", 5))
print(d.setdefault("n"), d.setdefault("l", []).append(1), d["l"])
print(d.pop("a"), d.pop("a", "gone"), d.popitem(), d.popitem(), len(d))
d["x"] = 1; d["x"] = 2; del d["x"]; d[True] = "t"; d[1] = "one"; print(d)
for f in (
    lambda: d["zz"], lambda: d[[]], lambda: d.pop("zz"), lambda: {}.popitem(), lambda: d.__delitem__("q"),
    lambda: d.get([]), lambda: d.setdefault({}), lambda: d.pop(), lambda: d[{1}], lambda: d[(1, [])],
    lambda: d.__setitem__([], 1),
):
    try: print(f())
    except (KeyError, TypeError) as e: print(type(e).__name__, e)
