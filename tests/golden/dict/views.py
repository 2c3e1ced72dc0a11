# keys, values and items are live and set-like.
d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "a" in k, 1 in v, ("a", 1) in i, ("a", 2) in i, list(v)); d["c"] = 3; print(k, list(i)[-1])
print(k == {"a", "b", "c"}, k == d.keys(), v == d.values(), i == set(d.items()), k & {"a", "z"})
print(sorted(k | {"z"}), sorted(k - {"a"}), sorted(k ^ {"a", "q"}), k.isdisjoint("xy"))
print(k <= {"a", "b", "c", "d"}, k > {"a"}, sorted(i & {("a", 1), ("b", 0)}), {"a"} & k, sorted({"z"} | k))
print(k >= d.keys())
print(k.mapping, type(k.mapping).__name__, list(reversed(k)), list(reversed(v)), repr({}.keys()))
print(repr({}.values()), {1: []}.items(), type(iter(k)).__name__)
for f in (
    lambda: k[0], lambda: k & 5, lambda: hash(k), lambda: k + k, lambda: k < [1],
    lambda: k.mapping.__setitem__, lambda: v & v, lambda: 5 in i, lambda: type(k)(),
):
    try: print(f())
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
