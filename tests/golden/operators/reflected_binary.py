# Binary operators try the left method, then the right reflected one.
ops = "add sub mul truediv floordiv mod pow lshift rshift and or xor matmul divmod".split()
class L: pass
class R: pass
for o in ops:
    setattr(L, f"__{o}__", lambda s, x, o=o: f"L.{o}({type(x).__name__})")
    setattr(R, f"__r{o}__", lambda s, x, o=o: f"R.r{o}({type(x).__name__})")
l, r = L(), R()
print(l + 1, 1 + r, l - r, 2 * r, l / r, 3 // r, l % 2, 2 % r, l ** 2, 2 ** r, l << 1, 1 >> r, l & r, 1 | r)
print(1 ^ r, l @ r, 1 @ r, divmod(l, 1), divmod(1, r))
for f in (lambda: 1 + l, lambda: r + 1, lambda: r @ r, lambda: divmod(1, l)):
    try: f()
    except TypeError as e: print(e)
