# A format that was used before would be taken for another one, or its error be forgotten.
import struct


class Format(str):
    pass


print(struct.pack("<d", 1), struct.pack(">d", 1.5), struct.pack("<2dh", 0.5, True, -1), struct.pack("!i", 7))
for _ in range(3):
    for code in "bhiqfd":
        for order in "<>":
            data = struct.pack(order + code, 5)
            assert struct.unpack(order + code, data) == (5,), (order, code)
            assert struct.unpack_from(Format(order + code), b"x" + data, 1) == (5,)
print(struct.calcsize("<hhl"), struct.calcsize(b"<hhl"), struct.calcsize("<hhl"))
struct._clearcache() if hasattr(struct, "_clearcache") else None
for _ in range(2):
    for format, value in ("<z", 1), ("<b", 200), ("<d", "x"), ("3", 1), ("<q", 1.5):
        try:
            struct.pack(format, value)
        except struct.error as error:
            print(format, error)
print(struct.unpack("<bd", struct.pack("<bd", -3, float("-inf"))), list(struct.iter_unpack("<H", b"abcd")))
