# Functions of math whose results are exact.
import math
inf, nan = math.inf, math.nan
print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.9), math.fabs(-2), math.fmod(7, -3), math.fmod(-7, 3))
print(math.remainder(7, 4), math.remainder(-7, 4), math.modf(3.25), math.modf(-0.5), math.modf(inf))
print(math.frexp(10), math.frexp(0), math.ldexp(0.5, 4), math.copysign(1, -0.0), math.sqrt(2.25))
print(math.isfinite(1), math.isinf(-inf), math.isnan(nan), math.hypot(3, 4), math.hypot())
print(math.hypot(1, 2, 2), math.dist((0, 0), (3, 4)), math.fsum([0.1] * 10), math.fsum([1e100, 1, -1e100]))
print(math.nextafter(1, 2), math.ulp(1.0), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1))
print(math.isclose(0, 1e-12, abs_tol=1e-9), math.sumprod([1, 2], [3, 4]), math.fma(2.0, 3.0, 1.0))
print(math.nextafter(0, 1, steps=3), math.pow(2, 10), math.log2(8), math.log10(1000), math.exp(0))
print(math.log(1))
for f in (
    lambda: math.sqrt(-1), lambda: math.floor(inf), lambda: math.ceil(nan), lambda: math.fmod(1, 0),
    lambda: math.log(0), lambda: math.log(-1), lambda: math.acos(2), lambda: math.ldexp(1.0, 10000),
    lambda: math.pow(0, -1), lambda: math.pow(-1, 0.5), lambda: math.exp(1000), lambda: math.sqrt("a"),
    lambda: math.dist([1], [1, 2]), lambda: math.trunc("x"), lambda: math.gamma(0), lambda: math.gamma(-1),
    lambda: math.fsum([inf, -inf]), lambda: math.remainder(inf, 1), lambda: math.atanh(1),
    lambda: math.sumprod([1], [1, 2]), lambda: math.isclose(1, 1, rel_tol=-1), lambda: math.log(10, 1),
    lambda: math.sin(inf), lambda: math.cosh(1000), lambda: math.log2(0), lambda: math.modf("x"),
):
    try: print(f())
    except (ValueError, OverflowError, TypeError, ZeroDivisionError) as e: print(type(e).__name__, e)
