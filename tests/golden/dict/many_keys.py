# Thousands of insertions and deletions of ints and strings keep count and content.
d = {}
for i in range(20000): d[i * 7] = i
for i in range(0, 20000, 3): del d[i * 7]
print(len(d), sum(d.values()), 7 in d, 21 in d, d[7 * 19999], list(d)[:3])
s = {}
for i in range(5000): s["key" + str(i)] = i
for i in range(4990): s.pop(f"key{i}")
print(s)
for i in range(300): s[f"n{i % 50}"] = i
print(len(s), s["n49"])
m = {i: None for i in range(1000)}; m.clear(); m["x"] = 1; print(m)
while len(d) > 5: d.popitem()
print(d)
