# Mixed comparisons in loop conditions end loops exactly.
x, n = 0.0, 0
while x < 1: x += 0.1; n += 1
print(n, x)
i = 0
while i != 10.0: i += 1
print(i)
x, n = 1.0, 0
while x > 0: x /= 2; n += 1
print(n)
x, n = 1.0, 0
while x != float("inf"): x *= 10; n += 1
print(n)
print([k for k in range(-3, 4) if k < 0.5 and k > -1.5], sum(1 for k in range(100) if k / 10 == k // 10))
print(0.1 * 3 == 0.3, 1e15 + 0.5 > 10**15)
