# The built-in error handlers are functions; registered ones decide how a conversion goes on.
import codecs

encoding = UnicodeEncodeError("ascii", "abc\ud800", 0, 2, "x")
decoding = UnicodeDecodeError("utf-8", b"\xed\xa0\x80", 0, 2, "x")
translating = UnicodeTranslateError("abc", 0, 9, "x")
for name in ["strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogatepass", "surrogateescape"]:
    handler = codecs.lookup_error(name)
    print(handler)
    for error in [encoding, decoding, translating, 5]:
        try:
            print(ascii(handler(error)))
        except Exception as other:
            print(type(other).__name__, other)


def brackets(error):
    return "[%s]" % error.object[error.start : error.end].encode("unicode_escape").decode(), error.end


codecs.register_error("brackets", brackets)
print("aé\u1234b".encode("ascii", "brackets"), "é".encode("latin-1", "brackets"))
codecs.register_error("bytes", lambda error: (b"\xff", -1))
print("\u1234bc".encode("latin-1", "bytes"))
try:
    codecs.lookup_error("nothing")
except LookupError as error:
    print(error)
