# Infinities, nans and signed zeros in complex arithmetic.
inf, nan = float("inf"), float("nan")
print(complex(inf, 0) * 1j, complex(inf, inf) + 1, complex(0, inf) - complex(0, inf))
print(complex(nan, 1) == complex(nan, 1), abs(complex(inf, nan)), abs(complex(nan, 0)), abs(complex(-inf, 1)))
print(complex(1, 0) * complex(0, -0.0), -0j + 0j, 0 * 1j, complex(-0.0, -0.0), repr(complex(0.0, -0.0)))
print(1e200j * 1e200, complex(1e308, 1e308) * 10)
try: abs(complex(1e308, 1e308) * 1.5)
except OverflowError as e: print(e)
print(complex(1, 2) + 1, 1 - complex(1, 2), 1 * complex(2, inf), complex(2, inf) / 2, 3.0 / complex(1, 1))
