# Quotients of long integers of nearly the same length, all signs, exact and not.
def check(a, b):
    q, r = divmod(a, b)
    assert q == a // b and r == a % b and q * b + r == a, (a, b)
    assert r == 0 or (r > 0) == (b > 0) and abs(r) < abs(b), (a, b)
    return q


seed = 12345
total = 0
for bits in (64, 65, 95, 96, 127, 128, 129, 192, 200, 256, 511, 512, 1000, 4096):
    for extra in (0, 1, 2, 15, 29, 30, 31, 32, 40, 64):
        for turn in range(4):
            seed = pow(seed, 3, (1 << 521) - 1) + 1
            b = (seed << 4096) >> (4096 + 521 - bits) if bits < 521 else seed << (bits - 521) | seed
            b |= 1 << (bits - 1)
            seed = seed * 6364136223846793005 % ((1 << 607) - 1)
            a = b * (seed % (1 << extra) + 1) + seed % b * (turn != 1)
            for x, y in ((a, b), (-a, b), (a, -b), (-a, -b), (a - 1, b), (b - 1, b), (b, b), (2 * b - 1, b), (-b + 1, b)):
                q = check(x, y)
                total = (total * 31 + q) % 1000000007
print(total)
ones = (1 << 300) - 1
for shift in (0, 1, 29, 30, 31):
    print(ones * (1 << shift) // ones, (ones << shift) // (1 << 299), -(ones << shift) // (1 << 299), ((1 << 299 + shift) - 1) // ones)
big = 10 ** 60
print(big + 1, big - 1, 1 - big, -1 + big, big * 7, -7 * big, big * 0, big * -1, big + -(10 ** 18), 3 - big)
print((2 ** 63) * (2 ** 63 - 1), (2 ** 64) * -(2 ** 63), 2 ** 64 + -(2 ** 63), -(2 ** 63) - 2 ** 64)
