# Insertion order is kept through replacing, deleting and re-adding.
d = {}
for k in "hello world": d[k] = d.get(k, 0) + 1
print(d); del d["h"], d["o"]; d["h"] = "new"; d["e"] = "changed"
print(d, list(d), list(d.values()), list(d.items()), list(reversed(d)), list(reversed(d.items())))
big = {i: i for i in range(100)}
for i in range(0, 100, 2): del big[i]
for i in range(5): big[-i] = i
print(list(big)[:3], list(big)[-6:], len(big), next(iter(big)), big.popitem())
print({"b": 1, "a": 2} == {"a": 2, "b": 1}, list({"x": 1} | {"y": 2} | {"x": 3}))
