# Variables that change type while a loop runs.
x = 1; seen = []
for i in range(70):
    x = x * 3
    if i == 40: x = float(x)
    if i == 50: x = int(x) // 7
    if i == 60: x = str(x)[:5]
    if i == 65: x = [x[:1]]
    if i in (39, 40, 49, 50, 59, 60, 62, 65, 67): seen.append(x)
print(seen[:7], len(seen[7]), len(seen[8]))
a = 0
for v in (1, 2.5, True, 3 + 0j, 10**20): a = a + v; print(a, type(a).__name__)
