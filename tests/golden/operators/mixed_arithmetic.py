# int, bool, float and complex mix with the wider type winning.
print(True + True, True + 1.0, 1 + 1j, 1.5 + 1j, True * 1j, 2 ** 0.5, 2 ** -2, (-8) ** (1 / 3) != 0, 7 // 2.0)
print(7.5 % 2, divmod(7, 2.0), -7 // 2.0, -7.5 % 2)
print(1 == 1.0 == 1 + 0j == True, 2**53 + 1 == float(2**53 + 1), 2**53 < 2**53 + 1.0, 10**400 > 1e308)
print(-10**400 < float("-inf"), float("inf") > 10**400)
print(hash(1) == hash(1.0) == hash(1 + 0j) == hash(True), {1: "a", 1.0: "b"}, 0.1 + 0.2, 1e16 + 1, 3 - 0.1)
for src in (
    "1 / 0", "1 // 0", "1 % 0", "1.0 / 0", "1.0 // 0", "1.0 % 0", "0 ** -1", "0.0 ** -1", "1j / 0",
    "divmod(1, 0)", "divmod(1.0, 0)", "10**400 / 3.0", "1 << -1", "1 >> -1", "2.0 ** 10000", "10.0 ** 400",
    "int('1' * 400) * 1.0", "1e308 * 10", "(1e308 + 1e308j) * 10", "0j ** -1", "1j ** 2", "1 << 2**70",
):
    try: print(src, "=", eval(src))
    except Exception as e: print(src, "->", type(e).__name__, e if len(e.args) == 1 else "")
