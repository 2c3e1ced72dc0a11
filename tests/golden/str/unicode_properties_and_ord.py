# chr and ord over the whole range.
print(chr(65), ord("a"), ascii(chr(0x10FFFF)), ord("\U0010FFFF"), ascii(chr(0xD800)), chr(0).encode())
print(ord(b"a"), ord(bytearray(b"b")))
for f in (
    lambda: chr(-1), lambda: chr(0x110000), lambda: chr("a"), lambda: chr(1.5), lambda: chr(2**70),
    lambda: ord(""), lambda: ord("ab"), lambda: ord(5), lambda: ord(b"ab"),
):
    try: f()
    except (ValueError, TypeError, OverflowError) as e: print(type(e).__name__, e)
print("\N{GREEK SMALL LETTER ALPHA}\N{SNOWMAN}" == "α☃", "e\u0301" == "\u00e9", len("e\u0301"))
