# Equality ignores order, ordering is refused, recursive ones print dots.
print({1: 2} == {1: 2.0}, {1: 2} != {1: 3}, {"a": [1]} == {"a": [1]}, {} == [], {1: 1} == {1: 1, 2: 2})
print({1: 2, 3: 4} == {3: 4, 1: 2})
for f in (lambda: {} < {}, lambda: {1: 2} >= {1: 2}, lambda: hash({}), lambda: {} + {}):
    try: f()
    except TypeError as e: print(e)
d = {}; d["self"] = d; print(d, [d]); d["v"] = d.values(); print(str(d)[:30])
print(len({}), bool({}), bool({0: 0}), {"a": "it's", 1: None}, {(): {}}, {frozenset([1]): 1})
print(sorted({3: 0, 1: 0}), max({1: "a", 2: "b"}), sum({1: 0, 2: 0}), {1: 2}.copy(), str({"é": "\n"}))
print("%s" % {1: 2})
print(dict(a=1).__len__(), {}.__class__, {1: 2}.__contains__(1), dict.__getitem__({1: 5}, 1))
print({1: 2}.__eq__(5), dict.get({1: 2}, 1))
