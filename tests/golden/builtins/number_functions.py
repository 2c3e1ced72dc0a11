# abs, divmod, pow, round, bin, oct, hex.
print(abs(-5), abs(-2.5), abs(True), abs(-10**20), divmod(17, 5), divmod(-17, 5), divmod(17.5, -5))
print(divmod(True, 2), bin(10), bin(-5), bin(0), oct(64), oct(-8), hex(255), hex(-255), hex(2**70))
print(bin(2**65)[:6], pow(2, 5), pow(2, 5, 7), round(3.7), round(2.567, 1), round(1234, -2), bin(True))
for f in (
    lambda: bin(1.5), lambda: hex("a"), lambda: oct(None), lambda: abs("a"), lambda: divmod("a", 1),
    lambda: round("x"), lambda: round(1.5, "a"), lambda: pow("a", 2), lambda: abs(None), lambda: hex(),
    lambda: round(), lambda: round(1, 2, 3),
):
    try: print(f())
    except TypeError as e: print(e)
