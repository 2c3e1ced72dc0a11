# Augmented assignment with every mix of number types keeps exact types.
import operator
vals = [3, 2.5, True, 10**20, 2 + 1j]
for name in ("iadd", "isub", "imul", "itruediv", "ifloordiv", "imod", "ipow"):
    row = []
    for a in vals:
        for b in (2, 0.5, True):
            try:
                r = getattr(operator, name)(a, b)
                row.append(type(r).__name__[0] + (f"{r:.6g}" if not isinstance(r, int) else str(r)[:8]))
            except TypeError: row.append("-")
    print(name, *row)
