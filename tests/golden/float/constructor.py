# float() of text in all its forms.
for s in (
    "1", "1.5", " 2.5\n", "-1e3", "+.5", "5.", "1_000.5", "inf", "-Infinity", "nan", "NaN", "+nan", "1e400",
    "-1e400", "1e-400", "0x1", "", ".", "e5", "1e", "1__0", "_1", "1.5.2", "infin", "1 2", "٣.٥", "1e+5",
    "1E5", "0e0", "--1", "1_e5", "1e1_0", "iNf",
):
    try: print(repr(s), float(s))
    except ValueError as e: print(e)
class F:
    def __float__(s): return 2.5
class I:
    def __index__(s): return 3
print(float(), float(F()), float(I()), float(b"1.5"), float(True), float(10**20), float(bytearray(b"2")))
for v in (None, [], 1j, 10**400, "1" + "0" * 400 + ".5x"):
    try: print(float(v))
    except (TypeError, OverflowError, ValueError) as e: print(type(e).__name__, str(e)[:60])
