# decode from the common encodings with each error handler.
print(b"\xc3\xa9".decode(), b"\xe9".decode("latin-1"), b"a\xffb".decode("utf-8", "ignore"))
print(ascii(b"a\xffb".decode("utf-8", "replace")), b"a\xffb".decode("ascii", "backslashreplace"))
print(ascii(b"a\xffb".decode("utf-8", "surrogateescape")), b"a\x00b\x00".decode("utf-16-le"))
print(b"\xff\xfea\x00".decode("utf-16"), b"\x00\x00\x00a".decode("utf-32-be"))
print(b"\xef\xbb\xbfx".decode("utf-8-sig"), b"+AOk-".decode("utf-7"))
for b in (
    b"\xff", b"\xc3", b"\xc3\x28", b"a\xe2\x82", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"ok\x80",
    b"\xf0\x9f\x98",
):
    try: b.decode()
    except UnicodeDecodeError as e: print(e)
    print(ascii(b.decode("utf-8", "replace")), ascii(b.decode("utf-8", "backslashreplace")))
for f in (
    lambda: b"\xff".decode("ascii"), lambda: b"a".decode("nope"), lambda: b"a".decode("utf-8", 5),
    lambda: b"a".decode(5), lambda: b"a".decode("utf-16"), lambda: b"\x81".decode("cp1252"),
):
    try: print(f())
    except (UnicodeError, LookupError, TypeError) as e: print(type(e).__name__, e)
