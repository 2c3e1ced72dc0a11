# // rounds down and % takes the divisor's sign, for all signs.
for a in (7, -7, 0, 6, -6, 10**20 + 1, -(10**20 + 1)):
    for b in (3, -3, 10**10, -(10**10), 10**25):
        q, r = divmod(a, b)
        print(a // b, a % b, (q, r) == (a // b, a % b), q * b + r == a, end="; ")
    print()
print(7 / 2, 1 / 3, 10**30 / 10**29, 2**1000 / 2**999, -1 / 10**400, 10**400 / 10**399, (2**53 + 1) / 1)
try: 10**400 / 1
except OverflowError as e: print(e)
