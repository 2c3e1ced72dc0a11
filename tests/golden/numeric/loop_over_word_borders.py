# Counting loops cross the borders between small and large ints.
for start in (2**47 - 2, 2**48 - 2, 2**53 - 2, 2**62 - 2, 2**63 - 2, -2**48 + 2, -2**63 + 2):
    i, out = start, []
    step = 1 if start > 0 else -1
    while len(out) < 4: out.append(i - start); i += step
    print(i, out, i - start, i // 2, i * 3, -i, i & 7)
total = 0
for i in range(2**48 - 3, 2**48 + 3): total += i
print(total, sum(range(2**62, 2**62 + 4)), [x for x in range(2**63 - 1, 2**63 + 2)])
