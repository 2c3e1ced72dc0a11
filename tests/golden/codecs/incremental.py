# The decoders of _codecs say how much input they used and leave what is incomplete.
import codecs

print(codecs.utf_8_decode(b"abc\xc3"))
print(codecs.utf_16_ex_decode(b"\xff\xfea\0b"))
print(codecs.utf_16_ex_decode(b"a\0b\0", "strict", 1, True))
print(codecs.utf_32_ex_decode(b"\xff\xfe\0\0a\0\0\0"))
print(codecs.unicode_escape_decode(b"a\\", "strict", False))
print(codecs.utf_7_decode(b"a+AH4A6dg"))
decoder = codecs.getincrementaldecoder("utf-8")()
print([decoder.decode(bytes([byte])) for byte in "é😀x".encode()], decoder.getstate())
encoder = codecs.getincrementalencoder("utf-16")()
print(encoder.encode("a"), encoder.encode("b"))
for call in [
    lambda: codecs.utf_8_decode(b"abc\xc3", "strict", True),
    lambda: codecs.utf_8_decode(b"abc", 5),
    lambda: codecs.utf_8_decode(5),
    lambda: codecs.utf_8_encode(5),
    lambda: codecs.utf_7_decode(b"a+AH4A6dg", None, True),
]:
    try:
        call()
    except (TypeError, UnicodeError) as error:
        print(type(error).__name__, error)
