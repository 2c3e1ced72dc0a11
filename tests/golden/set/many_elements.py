# Large sets built, filtered and combined keep exact contents.
a = set(range(0, 10000, 2)); b = set(range(0, 10000, 3))
print(len(a & b), len(a | b), len(a - b), len(a ^ b), sum(a & b), a & b == set(range(0, 10000, 6)), 9998 in a)
print(9999 in a)
for i in range(0, 10000, 4): a.discard(i)
print(len(a), min(a), max(a)); w = {"w" + str(i % 100) for i in range(5000)}; print(len(w), "w99" in w, "w100" in w)
while a: a.pop()
print(a, len({(i % 10, i % 7) for i in range(500)}), len({i / 2 for i in range(10)} | {i for i in range(10)}))
