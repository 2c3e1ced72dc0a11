# numbers ABCs, and Fraction and Decimal-free arithmetic towers.
import numbers
from fractions import Fraction as F
print([isinstance(x, numbers.Integral) for x in (1, True, 1.0)], isinstance(1.5, numbers.Real))
print(isinstance(1j, numbers.Complex), isinstance(F(1, 2), numbers.Rational), issubclass(int, numbers.Number))
print(F(1, 3) + F(1, 6), F("0.125"), F(1.5), F(6, -4), F(1, 3) * 3, F(7, 2) // 1, F(7, 2) % 2, -F(1, 2))
print(F(2, 3) ** 2, F(4, 9) ** -1, F(1, 2) == 0.5, hash(F(1, 2)) == hash(0.5), F(1, 3) < F(1, 2))
print(float(F(1, 4)), int(F(7, 2)), round(F(7, 3)), round(F(7, 3), 2), F(3.14159).limit_denominator(100))
print(F("1/3"), str(F(4, 2)), repr(F(1, 2)), F(1, 2) + 1.5, F(1, 2) + 1j, f"{F(1, 3):.3f}", F(10**30, 10**29))
print(divmod(F(7, 2), F(1, 3)), F(5).is_integer())
for f in (
    lambda: F(1, 0), lambda: F("x"), lambda: F(1.5, 2), lambda: F(float("nan")), lambda: F(1, 2) < 1j,
    lambda: F(1, 2) / 0,
):
    try: print(f())
    except (ZeroDivisionError, ValueError, TypeError) as e: print(type(e).__name__, e)
