# Digits of pi and e by integer spigots, big factorials and Fibonacci numbers.
def pi_digits():
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < n * t:
            yield n
            q, r, n = 10 * q, 10 * (r - n * t), (10 * (3 * q + r)) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, (q * (7 * k + 2) + r * l) // (t * l), l + 2

gen = pi_digits()
print("".join(str(next(gen)) for _ in range(200)))

def e_digits(n):
    scale = 10 ** (n + 10)
    total = term = scale
    k = 1
    while term:
        term //= k
        total += term
        k += 1
    return str(total // 10 ** 10)
print(e_digits(100))

def fib(n):
    a, b = 0, 1
    for bit in bin(n)[2:]:
        a, b = a * (2 * b - a), a * a + b * b
        if bit == "1":
            a, b = b, a + b
    return a
f = str(fib(5000))
print(len(f), f[:30], f[-30:], sum(map(int, f)))
fact = 1
for i in range(1, 301):
    fact *= i
s = str(fact)
print(len(s), len(s) - len(s.rstrip("0")), s[:40])
def isqrt_digits(n, digits):
    x = n * 10 ** (2 * digits)
    guess = 1 << ((x.bit_length() + 1) // 2)
    while True:
        better = (guess + x // guess) // 2
        if better >= guess:
            return guess
        guess = better
print(isqrt_digits(2, 60), isqrt_digits(10**40 + 1, 5))
m = 2**521 - 1
print(pow(3, m - 1, m) == 1, m % 7, len(str(m)), hex(m)[-8:])
x, y = 2**400 + 1, 3**250
while y:
    x, y = y, x % y
print(x)
