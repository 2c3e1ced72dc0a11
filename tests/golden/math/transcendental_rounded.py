# Transcendental functions, to twelve digits.
import math, cmath
r = lambda x: f"{x:.12g}"
for n in "sin cos tan asin acos atan sinh cosh tanh asinh exp expm1 log1p erf erfc gamma lgamma exp2 cbrt degrees radians".split():
    print(n, *[r(getattr(math, n)(x)) for x in (0.1, 0.5, 0.9)])
print(r(math.log(10)), r(math.log(8, 2)), r(math.log(10**400)), r(math.log2(10**100)), r(math.atan2(1, -1)))
print(r(math.acosh(2)), r(math.atanh(0.5)), math.pi, math.e, math.tau, r(math.gamma(10.5)))
print(r(math.pow(2.5, 3.5)), r(math.log10(5)))
c = lambda z: f"{z.real:.10g},{z.imag:.10g}"
for n in "sqrt exp log sin cos tan sinh cosh tanh asin acos atan log10".split(): print(n, c(getattr(cmath, n)(1 + 2j)), c(getattr(cmath, n)(-0.5 + 0.25j)))
print([r(x) for x in cmath.polar(3 + 4j)], c(cmath.rect(2, 1)), r(cmath.phase(-1)))
print(cmath.isnan(complex(float("nan"), 0)), cmath.isclose(1j, 1j), cmath.infj, cmath.nanj, cmath.isinf(1j))
print(c(cmath.log(10, 2)))
