# Bit counting, reversal, Gray codes and popcounts by hand agree with the built-ins.
def rev(n, w): return int(format(n, f"0{w}b")[::-1], 2)
print([rev(i, 8) for i in (1, 2, 3, 128, 255)], [i ^ i >> 1 for i in range(10)])
print(all(bin(i).count("1") == i.bit_count() for i in range(300)))
n, bits = 0b1011_0110_1111, []
while n: low = n & -n; bits.append(low.bit_length() - 1); n ^= low
print(bits); mask = (1 << 40) - 1
print(hex(0x123456789ABCDEF0 & mask), hex(~0x0F & 0xFF), (5 ^ -1) & 0xF, -1 >> 100, (-1 & mask).bit_length())
h = 2166136261
for c in b"hash me": h = (h ^ c) * 16777619 & 0xFFFFFFFF
print(hex(h)); x = 88172645463325252
for _ in range(5): x ^= x << 13 & 0xFFFFFFFFFFFFFFFF; x ^= x >> 7; x ^= x << 17 & 0xFFFFFFFFFFFFFFFF; print(x, end=" ")
print(); r = 12345
for _ in range(5): r = (r * 1103515245 + 12345) % 2**31; print(r, end=" ")
print()
