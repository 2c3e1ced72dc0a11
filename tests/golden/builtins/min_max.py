# min and max with keys, defaults, many arguments and ties.
print(max(1, 2, 3), min([3, 1, 2]), max("hello"), min(("a", 1), ("a", 0)), max([1, 1.0]), min(1.0, 1))
print(max("aa", "b", key=len), min(["bb", "a"], key=len), max([], default="d"), min((), default=None))
print(max({3: "a", 5: "b"}), max(x * x for x in (-3, 2)), max([(1, "b"), (1, "a")], key=lambda t: t[0]))
print(min(3, 1.5, True), max([[1, 2], [1, 3]]), max([5], key=None))
for f in (
    lambda: max(), lambda: max([]), lambda: min(5), lambda: max(1, "a"), lambda: max([1, None]),
    lambda: max(1, 2, default=3), lambda: max([1], bad=2), lambda: min([], key=len),
    lambda: max([1, 2], key=5), lambda: max(None), lambda: min(1j, 2j),
):
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
