# bytes() from counts, iterables, strings, buffers and __bytes__.
class B:
    def __bytes__(s): return b"from __bytes__"
class I:
    def __index__(s): return 3
print(bytes(), bytes(3), bytes([1, 2, 255]), bytes(range(5)), bytes("é", "utf-8"))
print(bytes("a", encoding="ascii", errors="strict"), bytes(bytearray(b"x")), bytes(memoryview(b"m")))
print(bytes(B()), bytes(I()), bytes(x for x in (65, 66)))
for f in (
    lambda: bytes(-1), lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes(["a"]), lambda: bytes("a"),
    lambda: bytes(5, "ascii"), lambda: bytes(1.5), lambda: bytes(None), lambda: bytes([1.5]),
    lambda: bytes("a", 5), lambda: bytes(10**30), lambda: bytes(1, 2, 3, 4),
):
    try: print(f())
    except (ValueError, TypeError, OverflowError) as e: print(type(e).__name__, e)
class S(bytes): pass
s = S(b"ab"); print(s, type(s).__name__, type(s[:1]).__name__, s == b"ab", type(s.upper()).__name__)
