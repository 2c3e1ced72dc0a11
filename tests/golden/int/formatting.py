# Format specs of ints.
for spec in (
    "", "d", "5", "05", "<5", "^7", ">6", "*^9", "+", " ", "-", "x", "X", "#x", "#010x", "b", "#b", "o", "#o",
    ",", "_", "_x", "#_b", "e", ".2f", "%", "g", "n", "+,", "010,", "=+8", "*=8d", "08.1f", "c", "z.0f",
):
    try: print(spec, [format(n, spec) for n in (65, 0, -1234567)] if spec != "c" else format(65, spec))
    except ValueError as e: print(spec, e)
for spec in ("s", ".3", ".2d", ",x", "_n", "q", "5.", "#c", "+c", "10,n", "<<5", "5d5", "xx", "=c", ",_", ",c"):
    try: print(spec, repr(format(65, spec)))
    except ValueError as e: print(spec, "->", e)
print(format(True), format(True, "d"), format(True, "5"), format(10**40, ","), format(-10**40, "x"))
print(format(2**70, "_b"), f"{255:#06x}")
