# encode to the common encodings with each error handler.
s = "aé€\U0001F600"
print(s.encode(), s.encode("utf-8"), s.encode("utf-16-le"), s.encode("utf-32-be"), "é".encode("latin-1"))
print("a".encode("ascii"), s.encode("utf-7"))
for h in (
    "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace",
): print(h, s.encode("ascii", h), s.encode("latin-1", errors=h))
for f in (
    lambda: s.encode("ascii"), lambda: s.encode("latin-1"), lambda: "\ud800".encode(),
    lambda: s.encode("nope"), lambda: s.encode("ascii", "nope"), lambda: s.encode(5),
    lambda: "éé".encode("ascii"),
):
    try: f()
    except (UnicodeError, LookupError, TypeError) as e: print(type(e).__name__, e)
print("\ud800x".encode("utf-8", "surrogatepass"), "\udc80".encode("utf-8", "surrogateescape"))
print("\ud800".encode("utf-8", "replace"), "é".encode("utf-16")[:2] in (b"\xff\xfe", b"\xfe\xff"))
print("a".encode("U8"), "a".encode("UTF_8"), "é".encode("iso8859-1"), "é".encode("cp1252"))
