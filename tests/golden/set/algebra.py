# union, intersection, difference, symmetric_difference with many arguments.
s = {1, 2, 3, 4}
show = lambda x: (type(x).__name__, sorted(x))
print(show(s.union()), show(s.union([5], (6,), {7: 0})), show(s.intersection()))
print(show(s.intersection([1, 2], {2, 9})), show(s.difference([1], [2])), show(s.difference()))
print(show(s.symmetric_difference([4, 5, 5])))
print(show(s | frozenset([9])), show(frozenset([9]) | s), show(s & {1}), show(s - {1}), show(s ^ {1, 10}))
print(show(frozenset(s).union("a" * 0)))
print(s.isdisjoint([9]), s.isdisjoint([1]), s.issubset(range(9)), s.issuperset([1, 2]), s.issubset([1]))
print(set().issubset([]), s <= s, s < s, s >= {1}, s > {1}, s == {4, 3, 2, 1}, s != {1}, {1} < {2}, {1} > {2})
print(frozenset([1]) <= {1, 2}, {1, 2} == {1: 0}.keys())
for f in (
    lambda: s | [1], lambda: [1] | s, lambda: s & "a", lambda: s < [1], lambda: s <= 5, lambda: s.union(5),
    lambda: s.isdisjoint(5), lambda: s.symmetric_difference(), lambda: s + s, lambda: s - None,
):
    try: print(f())
    except TypeError as e: print(e)
print(s == [1, 2, 3, 4], s.__and__([1]), s.__eq__(5))
