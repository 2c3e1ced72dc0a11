# Floor division, modulo, divmod and power of floats, signs and zeros included.
for a in (7.5, -7.5, 0.0, -0.0, 1e300, float("inf"), float("nan")):
    for b in (2.0, -2.0, float("inf"), -3.5):
        print(a // b, a % b, divmod(a, b), end=" | ")
    print()
print(2.0 ** 0.5, (-8.0) ** 3, (-8.0) ** (1/3), 0.0 ** 0, float("nan") ** 0, 1 ** float("nan"))
print(float("inf") ** -1, (-1.0) ** float("inf"), 2.0 ** -1074, 2.0 ** -1075, 1e308 * 10, -1e308 * 10)
print(1e-320 / 10, float("inf") - float("inf"), 0.0 * float("inf"), abs(-0.0), -0.0 + 0.0, 0.0 == -0.0)
for f in (
    lambda: 1.0 / 0, lambda: 1.0 // 0.0, lambda: 1.0 % 0, lambda: divmod(1.0, 0.0), lambda: 0.0 ** -1,
    lambda: 1e200 ** 2, lambda: pow(2.0, 3, 5),
):
    try: print(f())
    except (ZeroDivisionError, OverflowError, TypeError) as e: print(type(e).__name__, e if len(e.args) == 1 else "")
