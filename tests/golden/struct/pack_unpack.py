# struct packs and unpacks in each byte order.
import struct
print(struct.pack(">bBhHiIqQ", -1, 255, -2, 65535, -3, 4294967295, -4, 2**64 - 1))
print(struct.pack("<hIq", 1, 2, 3), struct.pack("!f", 1.5), struct.pack(">d", -2.25))
print(struct.pack("3s5sp", b"ab", b"toolong", b"x"), struct.pack(">?c2x", True, b"z"), struct.pack(">e", 0.5))
print(struct.pack(">3h", 1, 2, 3), struct.pack("10p", b"pascal"))
print(struct.unpack(">hIq", struct.pack(">hIq", -1, 5, 2**40)), struct.unpack("<3s?", b"abc\x01"))
print(struct.unpack(">d", b"\x40\x09\x21\xfb\x54\x44\x2d\x18"), list(struct.iter_unpack(">H", b"\0\1\0\2")))
print(struct.unpack_from(">H", b"\0\0\1\2", 2), struct.unpack(">2p", b"\x01a"))
print(struct.unpack("<f", struct.pack("<f", 0.1)))
print(struct.calcsize(">bi"), struct.calcsize("<bq"), struct.calcsize("=hi"), struct.calcsize(">5x3s"))
print(struct.calcsize(""), struct.Struct(">hh").size, struct.Struct(">hh").format)
print(struct.Struct("<I").pack(7))
b = bytearray(6); struct.pack_into(">H", b, 2, 513); print(b)
for f in (
    lambda: struct.pack(">b", 200), lambda: struct.pack(">H", -1), lambda: struct.pack(">h", 1, 2),
    lambda: struct.pack(">h"), lambda: struct.pack("z", 1), lambda: struct.unpack(">h", b"abc"),
    lambda: struct.pack(">h", "a"), lambda: struct.pack("s", "a"), lambda: struct.pack(">f", "a"),
    lambda: struct.pack("c", b"ab"), lambda: struct.pack_into(">I", b, 4, 1),
    lambda: struct.unpack_from(">I", b, 4), lambda: struct.pack(">f", 1e40), lambda: struct.pack(">q", 2**63),
    lambda: struct.calcsize("99"), lambda: struct.pack(">e", 1e6),
    lambda: list(struct.iter_unpack(">H", b"abc")),
):
    try: print(f())
    except (struct.error, OverflowError, TypeError) as e: print(type(e).__name__, e)
