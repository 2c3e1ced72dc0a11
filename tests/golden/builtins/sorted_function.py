# sorted takes any iterable and leaves it alone.
a = [3, 1, 2]
print(sorted(a), a, sorted("cab"), sorted((2, 1), reverse=True), sorted({"b": 1, "a": 2}))
print(sorted(a, key=lambda x: -x), sorted(["B", "a"], key=str.lower), sorted(range(5), key=lambda x: x % 2))
print(sorted([(1, 2), (0, 3)]), sorted(x for x in "zy"), sorted([1, 2, 3], key=lambda x: (x % 2, -x)))
print(sorted([0.5, -1, 2], key=abs), sorted(["10", "9"], key=int), sorted([[2, 1], [1]], key=len))
def key(x): calls.append(x); return -x
calls = []; print(sorted([1, 2, 3], key=key), calls)
print(sorted(sorted([("a", 2), ("b", 1), ("c", 2)], key=lambda t: t[0], reverse=True), key=lambda t: t[1]))
print(sorted([1, 1.0, True], reverse=True), sorted([True, 1, 1.0]))
