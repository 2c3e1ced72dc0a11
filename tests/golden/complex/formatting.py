# Format specs of complex numbers.
z = 3.14159 - 2.5j
for spec in (
    "", ".2f", "e", "g", ".3", "20", "<20", ">20.1f", "^24.2e", "+", "+.1f", ",.1f", " .1f", "#g", ".0f",
): print(spec, repr(format(z, spec)))
for spec in ("d", "%", "0=20", "020", "=20", "s", "x"):
    try: print(format(z, spec))
    except ValueError as e: print(spec, e)
print(f"{1j}", "%s" % (1 + 2j), "%r" % 1j, "{:.1f}".format(1 + 1j), f"{1e20j:.3g}", f"{complex(0, float('nan')):f}")
class C(complex): pass
print(C(1, 2), type(C(1) + 1).__name__, complex.__mul__(1j, 2))
print(complex.from_number(3) if hasattr(complex, "from_number") else "")
class Z:
    def __complex__(s): return 5j
print(complex(Z()))
