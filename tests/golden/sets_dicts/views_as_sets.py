# Dictionary views take part in set algebra with other views and sets.
a, b = {"x": 1, "y": 2, "z": 3}, {"y": 2, "z": 9, "w": 0}
s = sorted
print(s(a.keys() & b.keys()), s(a.keys() | b.keys()), s(a.keys() - b.keys()), s(a.keys() ^ b.keys()))
print(s(a.items() & b.items()), s(a.items() - b.items()), s(a.keys() & "xz"), s({"x", "q"} - a.keys()))
print(a.keys() > {"x"}, a.keys().isdisjoint({"q"}), a.items() >= {("x", 1)})
print(s(x for x in a.keys() | [5, "y"] if isinstance(x, str)), type(a.keys() & b.keys()).__name__)
changed = {k: (a[k], b[k]) for k in a.keys() & b.keys() if a[k] != b[k]}
print(changed, a.keys() == {"x": 0, "y": 0, "z": 0}.keys(), a.values() == a.values())
print(list(a.values()) == [1, 2, 3])
