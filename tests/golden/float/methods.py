# is_integer, as_integer_ratio, hex, fromhex, conjugate, real, imag, from_number.
for x in (
    0.0, 1.5, -2.0, 0.1, 1e300, 5e-324, -0.0,
): print(x.is_integer(), x.as_integer_ratio(), x.hex(), x.conjugate(), x.real, x.imag, float.fromhex(x.hex()) == x)
print(float.fromhex("0x1.8p1"), float.fromhex("-0x.8"), float.fromhex("1p-1074"), float.fromhex("inf"))
print(float.fromhex(" 0X1P3 "), float.fromhex("a"), float.fromhex("0x1.fffffffffffff8p0"))
print(float.from_number(5), float("inf").hex(), float("nan").hex())
for f in (
    lambda: float("inf").as_integer_ratio(), lambda: float("nan").as_integer_ratio(),
    lambda: float.fromhex("x"), lambda: float.fromhex("0x1p2000"), lambda: float.fromhex(""),
    lambda: float.fromhex(5), lambda: float.from_number("1"),
):
    try: print(f())
    except (OverflowError, ValueError, TypeError) as e: print(type(e).__name__, e)
