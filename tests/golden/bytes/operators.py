# +, *, comparison and % for bytes.
print(b"a" + b"b", b"ab" * 2, 2 * b"x", b"a" + bytearray(b"b"), type(b"a" + bytearray(b"b")).__name__)
print(type(bytearray(b"a") + b"b").__name__, b"a" < b"b", b"a" == bytearray(b"a"), b"a" == "a")
print(b"abc" < b"abd", hash(b"a") == hash(bytes([97])))
print(b"%d %s %b %a %r %c %x %5.1f %%" % (5, b"s", b"b", "é", "r", 65, 255, 2.5), b"%(k)s" % {b"k": b"v"})
print(b"%c" % b"z", bytearray(b"%s") % b"q", b"%-5d|%05d" % (1, 2))
for f in (
    lambda: b"a" + "b", lambda: "a" + b"b", lambda: b"a" * 1.5, lambda: b"a" < "a", lambda: b"%s" % "str",
    lambda: b"%d" % "x", lambda: b"%c" % 256, lambda: b"%c" % "a", lambda: b"%s", lambda: b"%b" % 5,
    lambda: b"%s %s" % (b"a",), lambda: b"x" % 5,
):
    try: print(f())
    except (TypeError, OverflowError, ValueError) as e: print(type(e).__name__, e)
