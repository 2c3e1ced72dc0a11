# Subclasses of float, float.__new__, and special methods called by name.
class F(float):
    def __repr__(s): return f"F({float(s)})"
f = F("1.5")
print(f, str(f), f + 1, type(f + 1).__name__, type(-f).__name__, f == 1.5, hash(f) == hash(1.5), f"{f:.2f}")
print("%g" % f, int(f), round(f), type(float(f)).__name__)
print((1.5).__add__(2), (1.5).__add__("x"), (1.5).__rsub__(3), (2.5).__divmod__(1), (1.5).__eq__(1.5))
print((1.5).__lt__(2), (1.5).__floor__(), (1.5).__ceil__(), (1.5).__trunc__(), (1.5).__round__())
print((1.5).__int__(), float.__getformat__("double") in ("IEEE, little-endian", "IEEE, big-endian"))
