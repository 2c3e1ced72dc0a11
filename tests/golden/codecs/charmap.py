# charmap codecs work from strings, mappings and built maps, and tell what they cannot do.
import codecs


def show(call, *args):
    try:
        print(call(*args))
    except (TypeError, UnicodeError) as error:
        print(type(error).__name__, error)


show(codecs.charmap_decode, b"\0\1\2", "strict", "abc")
show(codecs.charmap_decode, b"abc\xff", "strict", "abc")
show(codecs.charmap_decode, b"\0\1\2", "replace", {0: "xx", 1: 65})
show(codecs.charmap_decode, b"\0\1\2", "replace", {0: 3.5, 1: 65})
show(codecs.charmap_decode, b"\0\1\2", "replace", {0: 0x110000, 1: 65})
show(codecs.charmap_encode, "abc", "replace", {97: b"xx", 98: 3, 63: 66})
show(codecs.charmap_encode, "abc", "replace", {97: b"xx", 98: 3})
show(codecs.charmap_encode, "abc", "replace", {97: "xx", 98: 3})
show(codecs.charmap_encode, "abc", "replace", {97: 300, 98: 3})
table = codecs.charmap_build("".join(map(chr, range(256))))
show(codecs.charmap_encode, "abc\u1234", "strict", table)
show(codecs.charmap_encode, "abc\u1234", "backslashreplace", table)
show(codecs.charmap_build, "bac")
show("é".encode, "cp037")
show("\u1234".encode, "cp1252")
show(b"\x81".decode, "cp1252")
