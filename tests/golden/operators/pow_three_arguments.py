# pow with a modulus calls the left operand's method, then the others'.
class P:
    def __pow__(s, e, m=None): return ("pow", e, m)
    def __rpow__(s, b, m=None): return ("rpow", b, m)
    def __ipow__(s, e): return ("ipow", e)
p = P()
print(p ** 2, 2 ** p, pow(p, 2), pow(p, 2, 3), pow(2, p), pow(2, p, 5))
p **= 4; print(p)
print(pow(2, 10, 1000), pow(3, -1, 7), pow(2, -3, 5), pow(-3, 3, 5), pow(3, 3, -5), pow(0, 0, 1), pow(5, 0, 1))
for a in ((2, 3, 0), (2, -1, 4), (2.0, 1, 3), (2, 1.0, 3), (2, 3, "x"), (1j, 2, 3)):
    try: print(pow(*a))
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
