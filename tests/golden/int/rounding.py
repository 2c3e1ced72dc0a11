# round() of ints goes to even at negative digits.
print([round(n, -1) for n in (5, 15, 25, 14, 16, -5, -15, -25)], round(12345, -2), round(12350, -2), round(5))
print(round(5, 3), round(149, -2), round(150, -2), round(250, -2), round(10**30 + 5 * 10**19, -20))
print(round(7, -5), round(True), type(round(True)).__name__)
import math
print(math.floor(5), math.ceil(-5), math.trunc(10**30), math.isqrt(10**30), math.isqrt(0))
print([math.isqrt(n) for n in range(17)])
