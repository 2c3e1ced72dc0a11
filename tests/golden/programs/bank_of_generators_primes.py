# Different ways to find primes agree.
import itertools
import math

def trial(n):
    return [p for p in range(2, n) if all(p % d for d in range(2, math.isqrt(p) + 1))]

def sieve(n):
    flags = bytearray([1]) * n
    flags[:2] = b"\0\0"
    for i in range(2, math.isqrt(n) + 1):
        if flags[i]:
            flags[i * i::i] = bytes(len(range(i * i, n, i)))
    return [i for i, f in enumerate(flags) if f]

def incremental():
    composites = {}
    for n in itertools.count(2):
        if n in composites:
            for p in composites.pop(n):
                composites.setdefault(n + p, []).append(p)
        else:
            yield n
            composites[n * n] = [n]

def wheel(n):
    yield from (p for p in (2, 3, 5) if p < n)
    found = []
    for k in range(0, n, 30):
        for r in (1, 7, 11, 13, 17, 19, 23, 29):
            c = k + r
            if 1 < c < n and all(c % p for p in itertools.takewhile(lambda p: p * p <= c, found)):
                found.append(c)
                yield c

def miller_rabin(n, bases=(2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)):
    if n < 2: return False
    for p in bases:
        if n % p == 0: return n == p
    d, s = n - 1, 0
    while d % 2 == 0: d, s = d // 2, s + 1
    for a in bases:
        x = pow(a, d, n)
        if x in (1, n - 1): continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1: break
        else: return False
    return True

N = 2000
a = trial(N)
print(a == sieve(N) == list(itertools.takewhile(lambda p: p < N, incremental())) == list(wheel(N)) == [n for n in range(N) if miller_rabin(n)])
print(len(a), a[-5:], sum(a), [p for p in a if str(p) == str(p)[::-1] and p > 100][:8])
print([n for n in range(10**15, 10**15 + 200) if miller_rabin(n)], miller_rabin(2**89 - 1), miller_rabin(2**89 + 1))
def factor(n):
    for p in itertools.chain((2,), itertools.count(3, 2)):
        while n % p == 0:
            yield p
            n //= p
        if p * p > n: break
    if n > 1: yield n
print([list(factor(n)) for n in (1, 97, 360, 1001, 123456789, 2**31 - 1)])
gaps = [b - a for a, b in itertools.pairwise(a)]
print(max(gaps), gaps.count(2), math.prod(a[:15]))
