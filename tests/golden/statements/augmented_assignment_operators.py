# Every augmented assignment operator computes and stores.
x = 7
x += 3; print(x)
x -= 4; print(x)
x *= 5; print(x)
x //= 4; print(x)
x **= 3; print(x)
x %= 100; print(x)
x <<= 3; print(x)
x >>= 1; print(x)
x |= 1; print(x)
x &= 0b1110111; print(x)
x ^= 0xff; print(x)
x /= 4; print(x)
class M:
    def __imatmul__(self, o): return ("imatmul", o)
m = M(); m @= 2; print(m)
