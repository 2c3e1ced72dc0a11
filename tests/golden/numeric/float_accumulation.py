# Long float sums are the same bits everywhere.
s = 0.0
for i in range(1, 10001): s += 1 / i
print(repr(s), repr(sum(1 / i for i in range(1, 10001))))
x, v = 1.0, 0.0
for _ in range(1000): v -= x * 0.01; x += v * 0.01
print(repr(x), repr(v))
c = 0j; z = -0.4 + 0.6j; n = 0
while abs(c) < 2 and n < 50: c = c * c + z; n += 1
print(n, f"{c:.6f}"); p = 1.0
for k in range(1, 40): p *= 1 + 1 / (k * k)
print(repr(p)); y = 2.0
for _ in range(6): y = (y + 2 / y) / 2
print(repr(y), repr(y * y), 0.1 + 0.7, 1.1 * 1.1, 1e16 - 1, 3.0 * 1.1, 5e-324 / 2, 4.35 * 100)
print(int(4.35 * 100), round(4.35 * 100, 10))
