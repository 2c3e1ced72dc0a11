# Integer algorithms over large numbers.
def gcd(a, b):
    while b: a, b = b, a % b
    return a
def egcd(a, b): return (b, 0, 1) if a == 0 else (lambda g, x, y: (g, y - b // a * x, x))(*egcd(b % a, a))
a, b = 2**120 - 1, 3**70 + 5
g, x, y = egcd(a, b); print(gcd(a, b), g, a * x + b * y == g)
def isqrt(n):
    r = 1 << (n.bit_length() + 1) // 2
    while True:
        s = (r + n // r) // 2
        if s >= r: return r
        r = s
print(all(isqrt(n) ** 2 <= n < (isqrt(n) + 1) ** 2 for n in [1, 2, 99, 10**30, 10**31 + 7, 2**200 - 1]))
print(isqrt(2 * 10**60))
print(pow(7, -1, 10**9 + 7), pow(7, 10**18, 10**9 + 7))
print([pow(a, p - 2, p) * a % p for p in (10**9 + 7,) for a in (2, 12345)])
def crt(rs):
    n, m = 0, 1
    for r, k in rs: n, m = next(x for x in range(n, m * k, m) if x % k == r), m * k
    return n
print(crt([(2, 3), (3, 5), (2, 7), (5, 11)]))
