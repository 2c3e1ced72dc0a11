# Set operators want sets on both sides; methods take any iterable.
s, f = {1, 2, 3}, frozenset({2, 3, 4})
print(sorted(s & f), type(s & f).__name__, type(f & s).__name__, sorted(s | f), s - f, f - s, sorted(s ^ f))
for op in "&|-^":
    try: eval(f"s {op} [1]")
    except TypeError as e: print(e)
print(s.union([5], "a") == {1, 2, 3, 5, "a"}, s.intersection([2], {2: 1}), sorted(s.difference(range(2))))
print(s.symmetric_difference([3, 9]) == {1, 2, 9})
print({1: 0}.keys() & [1], sorted({1: 0}.keys() | {2}), {1: 0}.items() - {(1, 0)}, type({1: 0}.keys() & {1}).__name__)
