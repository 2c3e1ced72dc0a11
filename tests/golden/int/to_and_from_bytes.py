# to_bytes and from_bytes with sizes, orders and signs.
print((1000).to_bytes(2, "big"), (1000).to_bytes(4, "little"), (-2).to_bytes(3, "big", signed=True))
print((5).to_bytes(), (0).to_bytes(0), (2**64).to_bytes(9), (255).to_bytes(length=1, byteorder="little"))
print(int.from_bytes(b"\x03\xe8"), int.from_bytes(b"\xff\xfe", "big", signed=True))
print(int.from_bytes(b"\x01\x02", "little"), int.from_bytes([1, 0]), int.from_bytes(b""))
print(int.from_bytes(b"\xff" * 20), bool.from_bytes(b"\x01"), type(bool.from_bytes(b"\0")).__name__)
print(int.from_bytes(bytearray(b"\x80"), signed=True))
for f in (
    lambda: (256).to_bytes(1), lambda: (-1).to_bytes(1), lambda: (128).to_bytes(1, signed=True),
    lambda: (1).to_bytes(-1), lambda: (1).to_bytes(1, "mid"), lambda: int.from_bytes("a"),
    lambda: int.from_bytes([256]), lambda: int.from_bytes(b"a", "x"), lambda: int.from_bytes(5),
    lambda: (2**100).to_bytes(5), lambda: (1).to_bytes(1, 5),
):
    try: print(f())
    except (OverflowError, ValueError, TypeError) as e: print(type(e).__name__, e)
