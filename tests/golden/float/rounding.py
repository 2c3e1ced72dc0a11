# round() is correct to the last bit, with ties to even.
print([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.4999, 1e20)], round(2.675, 2), round(0.125, 2))
print(round(0.375, 2), round(1.005, 2), round(1234.5678, -2), round(1e300, -299), round(5e-324, 300))
print(round(1.5, 400), round(123.456, -5), round(-0.04, 1), round(float("inf"), 2), round(2.5, None))
print(type(round(2.5)).__name__, type(round(2.5, 0)).__name__, round(1e16 + 2, 0), round(0.15, 1))
print(round(5.015, 2), round(10.0**22), round(-2.5))
for f in (
    lambda: round(float("inf")), lambda: round(float("nan")), lambda: round(1e308, -308),
    lambda: round(1.5, 1.5), lambda: round(1.7e308, -308),
):
    try: print(f())
    except (OverflowError, ValueError, TypeError) as e: print(type(e).__name__, e)
