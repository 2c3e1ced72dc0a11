# Integer functions of math.
import math
print(math.factorial(0), math.factorial(20), math.factorial(50), math.gcd(), math.gcd(12, 18))
print(math.gcd(-4, 6, 10), math.gcd(0, 5), math.lcm(4, 6), math.lcm(), math.lcm(0, 3), math.comb(5, 2))
print(math.comb(50, 25), math.comb(3, 5), math.perm(5, 2), math.perm(5), math.perm(3, 5))
print(math.isqrt(10**20 + 5), math.prod([1, 2, 3]), math.prod([], start=5), math.prod([0.5, 4]))
print(math.gcd(10**30, 10**20 * 3))
for f in (
    lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.factorial("a"),
    lambda: math.gcd(1.5), lambda: math.comb(-1, 2), lambda: math.isqrt(-1), lambda: math.isqrt(1.0),
    lambda: math.perm(2.5), lambda: math.prod(5), lambda: math.comb(1),
):
    try: print(f())
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
