# Format specs of floats.
vals = (0.0, -1.5, 3.14159265, 1e10, 1.23e-7, 123456789.123, 0.5, 2.5, float("inf"), float("nan"), -0.0)
for spec in (
    "", "f", ".0f", ".2f", "e", ".0e", ".3e", "E", "g", ".3g", "G", "%", ".1%", "n", "10.3f", "<10.2f|",
    "^12.2f", "+.1f", " .1f", "010.2f", ",.2f", "_.1f", "#.0f", "#g", "z.1f", "F", "+", ".3", ".1", "*>12",
    "=+12.1f", ".10", "012", ",", ".17g", ".20f", ",.3", "._2f", ".,4f",
):
    try: print(spec, *[format(v, spec) for v in vals], sep=" ; ")
    except ValueError as e: print(spec, "->", e)
for spec in ("d", "x", "s", "c", ".f", "5.", "q", ",n", ".-1f", "10.10.10f", "b"):
    try: print(spec, format(1.5, spec))
    except ValueError as e: print(spec, "->", e)
print(format(1e300, "f")[:20], format(1e-300, ".5f"), format(0.1, ".55f"), format(1e22, ",.1f"))
print("%.3f %e %g %5.1f|%-8.2f|%+g %#.3g %s" % (2.0005, 12345.0, 1e-5, 2.25, 3.14159, 5.0, 1.0, 1e16))
