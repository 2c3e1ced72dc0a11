# Operators bind in Python's order, power to the right, unary between.
print(2 + 3 * 4 ** 2, -2 ** 2, 2 ** -1, 2 ** 3 ** 2, (2 ** 3) ** 2)
print(7 // 2 * 2, 7 % 3 * 2, -7 // 2, -7 % 3, 7 // -2, 7 % -3)
print(1 | 2 ^ 3 & 4 << 1 + 1, ~5 + 1, - -3, +-+3, not not 1)
print(1 < 2 == 2 < 3, 1 + 1 == 2 and not 3 > 4 or 5)
print(3 - 2 - 1, 2 * 3 % 4, 100 / 10 / 5, 1 << 2 << 3)
