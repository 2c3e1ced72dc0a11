# Arithmetic around machine word borders and far beyond.
for n in (2**31, 2**48, 2**49, 2**53, 2**62, 2**63, 2**64, 10**30):
    print(n - 1, n + 1, -n - 1, n * n, (n + 1) // 3, (n + 1) % 7, -n // 3, -n % 3, n // -3, n % -3, n ** 3 // n, n >> 5, n << 7, -n >> 3, n & (n - 1), n | 1, n ^ -1, ~n, -(-n) == n, divmod(-n, 7), abs(-n))
a = 3**200; b = 7**150
print(a * b, a - b, b // a, b % a, (a * b) // a == b, -a // b, -a % b, divmod(-b, a)[0], a & b, a | -b, a ^ b)
print(pow(a, b, 10**9 + 7))
