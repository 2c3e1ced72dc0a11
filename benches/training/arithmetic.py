# Trains numbers: integers small and big, floats, bits, complex, math, fractions, decimals, statistics, random.
import cmath
import math
import operator
import statistics
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from random import Random
from zlib import crc32


def small(n):
    out = []
    for a in range(-n % 9 - 9, 9, 4):
        b = a % 7 + 1
        out += [a + b, a - b, a * b, a // b, a % b, divmod(a, -b), a**b, -a, abs(a), a / b, a & b, a | b, a ^ b, ~a, a << b, a >> 1]
        out += [a < b <= 9, a == b, a != 3, max(a, b), int(a / b), float(a), round(a * 17, -1), a.bit_length(), bool(a), str(a), b.bit_count()]
    total = 0
    for i in range(60):
        total += i * i if i & 1 else -i
        total ^= i << 3
        total %= 10007
    return out, total


def big(n):
    a, b = 3**50 + n, (1 << 90) - n * 7
    modulus = 2**61 - 1
    return [
        a * b, a + b, b - a, a // 10**9, b % modulus, divmod(b, a), pow(a, n + 5, modulus), pow(n * 2 + 1, -1, 2**32), a >> 40, b << 7,
        a & b, a ^ b, a | 1, -b // 7, -b % 7, math.gcd(a, b), math.isqrt(b), a < b, a == b, hash(a) % 1000, float(b), a / b,
        int(str(a)) == a, f"{b:x}", f"{a:,}", int(f"{b:b}", 2) == b, a.to_bytes(12, "big")[3], int.from_bytes(b"\x01\x02" * 6, "little"),
        math.factorial(25 + n % 5) // 10**20, math.comb(60, 30), math.lcm(n + 1, 12, 18),
    ]


def is_prime(n):
    if n < 2 or n % 2 == 0:
        return n == 2
    d, r = n - 1, 0
    while d % 2 == 0:
        d //= 2
        r += 1
    for base in (2, 3, 5, 7):
        if n == base:
            return True
        x = pow(base, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(r - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def factors(n):
    found, p = [], 2
    while p * p <= n:
        while n % p == 0:
            found.append(p)
            n //= p
        p += 1 if p == 2 else 2
    return found + [n] if n > 1 else found


def egcd(a, b):
    return (a, 1, 0) if b == 0 else (lambda g, x, y: (g, y, x - a // b * y))(*egcd(b, a % b))


def floats(n):
    x = n * 0.37 + 0.1
    out = [x * x, x / 3, x // 0.3, x % 0.7, -x, x**0.5, x**3, round(x), round(x, 2), int(x), x.is_integer(), x.as_integer_ratio()[1] > 9]
    out += [math.sqrt(x), math.floor(x), math.ceil(-x), math.trunc(x), math.fmod(x, 1.5), math.modf(x)[1], math.frexp(x)[1], math.hypot(x, 2)]
    out += [round(f(x), 9) for f in (math.sin, math.cos, math.atan, math.exp2, math.log, math.log10, math.log1p, math.tanh, math.degrees)]
    out += [math.isclose(x, x + 1e-12), math.isnan(x), math.inf > x, math.copysign(1, -x), float("1e-3"), float(f"{x:.6f}"), math.atan2(x, 1) > 1]
    out += [math.fsum([0.1] * 10), sum([0.1] * 10), math.prod([x, 2, 0.5]), math.dist((0, 0), (3, 4)), x.hex()[:6], repr(x), f"{x:10.3e}", 0.1 + 0.2]
    return out


def newton(f, x, steps=20):
    for _ in range(steps):
        slope = (f(x + 1e-6) - f(x - 1e-6)) / 2e-6
        x -= f(x) / slope
        if abs(f(x)) < 1e-12:
            break
    return round(x, 6)


def integral(f, a, b, n=20):
    h = (b - a) / n
    return h / 3 * sum((1 if i in (0, n) else 4 if i % 2 else 2) * f(a + i * h) for i in range(n + 1))


def mandelbrot(size):
    counts = []
    for j in range(size):
        for i in range(size):
            c, z, count = complex(i * 3 / size - 2, j * 2 / size - 1), 0j, 0
            while abs(z) <= 2 and count < 12:
                z = z * z + c
                count += 1
            counts.append(count)
    return sum(counts), complex(1, 2) * (3 - 1j) / 2j, (3 + 4j).conjugate(), abs(3 + 4j), cmath.polar(1j)[0], (1 + 2j) ** 2, (2 + 1j).real


def exact(n):
    third, part = Fraction(1, 3), Fraction(n + 1, 12)
    price = Decimal("19.99") * (n + 1)
    tax = (price * Decimal("0.19")).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    with localcontext() as context:
        context.prec = 12
        ratio = Decimal(n + 1) / Decimal(7)
    fractions = [third + part, third * part, part - 1, part / third, part**2, float(part), part > third, Fraction("0.125"), part.limit_denominator(5)]
    return fractions, sum((Fraction(1, k) for k in range(1, 8)), Fraction()), price + tax, str(tax), ratio, f"{price:,.1f}", Decimal(2).sqrt(), price > 50, int(price), -tax, price % 7


def chances(n):
    random = Random(n)
    rolls = [random.randint(1, 6) for _ in range(20)]
    sample = [round(random.gauss(10, 2), 6) for _ in range(12)]
    deck = list(range(12))
    random.shuffle(deck)
    drawn = random.sample(deck, 4), random.choice(deck), random.choices("abc", weights=[1, 2, 3], k=5), random.random(), random.getrandbits(70), random.randrange(0, 100, 5)
    return rolls, deck, drawn, statistics.mean(rolls), statistics.median(sample), statistics.mode(rolls), round(statistics.stdev(sample), 9), round(statistics.pvariance(sample), 9), statistics.fmean(sample) > 9


def bits(n):
    x = n * 2654435761 & 0xFFFFFFFF
    for _ in range(8):
        x ^= x << 13 & 0xFFFFFFFF
        x ^= x >> 17
        x ^= x << 5 & 0xFFFFFFFF
    crc = 0xFFFF
    for byte in b"training":
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021) & 0xFFFF if crc & 0x8000 else crc << 1 & 0xFFFF
    return x, crc, bin(x).count("1"), hex(x), oct(n), format(n, "016b"), [i for i in range(32) if x >> i & 1], operator.xor(n, 5), operator.truediv(n, 4)


def main():
    checksum = 0
    for n in range(300):
        results = [small(n), big(n), floats(n), mandelbrot(8), exact(n), chances(n), bits(n), factors(n * 60 + 97), egcd(n * 35, 120)]
        results += [sum(map(is_prime, range(n, n + 20))), is_prime(2**61 - 1), newton(lambda x: x * x - n - 1, 3.0), round(integral(math.sin, 0, n), 9)]
        checksum = crc32(repr(results).encode(), checksum)
    print("arithmetic", checksum)


if __name__ == "__main__":
    main()
