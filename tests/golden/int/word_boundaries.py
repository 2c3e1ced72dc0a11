# Results that cross the border between small and large ints come out right and compare equal.
def walk(start, step, n):
    x = start
    out = []
    for _ in range(n): x += step; out.append(x)
    return out
for p in (30, 31, 32, 47, 48, 49, 60, 62, 63):
    b = 1 << p
    print(walk(b - 2, 1, 4), walk(-b + 2, -1, 4), b - 1 + 1 == b, hash(b) == hash(float(b)), (b - 1) * (b + 1) == b * b - 1, -(b), -b - 1 < -b, int(float(b)), b // 1, b is not None, sum([b, -b, b, 1]) - b)
