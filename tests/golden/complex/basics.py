# Construction, repr, arithmetic and attributes of complex numbers.
print(complex(), complex(1), complex(1, 2), complex("1+2j"), complex("-1.5e3-2J"), complex(" (3j) "))
print(complex("j"), complex("-j"), complex(1.5, -0.0), complex("nan+infj"), complex("1_0+2j"))
print(complex(real=1, imag=2), complex(2j))
print(1j, -1j, 0j, -0j, 1 + 0j, 1.5 - 2j, complex(-0.0, 1), complex(0, -0.0))
print(complex(float("inf"), float("nan")), [1j], str(2 + 3j), (3 + 4j).real, (3 + 4j).imag)
print((3 + 4j).conjugate(), abs(3 + 4j), abs(-3 - 4j))
print((1 + 2j) * (3 - 1j), (1 + 2j) / (3 - 1j), (1 + 2j) ** 2, (1 + 2j) ** 0, (1 + 2j) ** -1, (1 + 2j) - 5)
print(2 * 1j, 1j * 1j, -(1 + 2j), +(1j), (1 + 2j) == 1 + 2j, 1 + 0j == 1, 0j ** 0, bool(0j))
print(hash(1 + 0j) == hash(1), (2 + 0j) ** 10, 1 / 1j)
for f in (
    lambda: complex("1+"), lambda: complex("1 + 2j"), lambda: complex(""), lambda: complex("1", 2),
    lambda: complex(1, "2"), lambda: complex([]), lambda: 1j / 0, lambda: 1j // 1, lambda: 1j % 2,
    lambda: divmod(1j, 1), lambda: 1j < 2j, lambda: int(1j), lambda: float(1j), lambda: 0j ** -1,
    lambda: pow(1j, 2, 3), lambda: round(1j), lambda: complex("1j2"),
):
    try: print(f())
    except (ValueError, TypeError, ZeroDivisionError) as e: print(type(e).__name__, e)
