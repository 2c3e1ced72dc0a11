# dict() from mappings, pairs, keywords; fromkeys.
class M:
    def keys(s): return iter("ab")
    def __getitem__(s, k): return k.upper()
print(dict(), dict(a=1), dict({"x": 1}, y=2), dict([("k", 1), ["l", 2]]), dict([(1, 2)], a=3), dict(M()))
print(dict(zip("ab", (1, 2))), dict([("a", 1)], a=2), dict(["ab", "cd"]), {**{"q": 1}})
print(dict.fromkeys("abc"), dict.fromkeys([1, 2], 0), dict.fromkeys({}), dict.fromkeys("ab", []))
class D(dict): pass
print(D(a=1), type(D.fromkeys("a")).__name__, type(D(a=1).copy()).__name__, type(D() | {}).__name__, D(a=1) == {"a": 1})
for f in (
    lambda: dict(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: dict(["a"]),
    lambda: dict([([], 1)]), lambda: dict({}, {}), lambda: dict.fromkeys(), lambda: dict.fromkeys(5),
    lambda: dict(None), lambda: dict([(1, 2), 5]), lambda: dict.fromkeys([[]]),
):
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
