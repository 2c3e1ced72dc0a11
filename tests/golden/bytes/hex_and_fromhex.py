# hex with separators, fromhex with spaces.
b = b"\x01\xab\xff\x10\x20"
print(b.hex(), b.hex(":"), b.hex("-", 2), b.hex("-", -2), b.hex(b"_", 4), b"".hex(), bytearray(b).hex(" "))
print(memoryview(b).hex())
print(bytes.fromhex("01 ab FF"), bytes.fromhex(""), bytearray.fromhex("  0a\n0b "))
print(bytes.fromhex("0102 0304"), bytes.fromhex(b"4142"))
for f in (
    lambda: bytes.fromhex("0"), lambda: bytes.fromhex("0g"), lambda: bytes.fromhex("0 1"),
    lambda: bytes.fromhex(5), lambda: b.hex("ab"), lambda: b.hex("é"), lambda: b.hex(5),
    lambda: bytes.fromhex("é1"),
):
    try: print(f())
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
