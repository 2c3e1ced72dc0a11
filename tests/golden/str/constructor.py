# str() of objects, bytes with encoding, and no arguments.
print(repr(str()), str(5), str(None), str(b"ab"), str(b"ab", "ascii"), str(b"\xc3\xa9", encoding="utf-8"))
print(str(b"\xff", "ascii", "replace").encode(), str(object=7), str(bytearray(b"x"), "utf-8"))
print(str(memoryview(b"q"), "ascii"), repr(str(encoding="utf-8", object=b"")))
class S(str):
    def __new__(cls, v="dflt"): return super().__new__(cls, v)
s = S("abc")
print(s, type(s).__name__, type(s.upper()).__name__, type(s[:]).__name__, type(str(s)).__name__, s == "abc")
print(hash(s) == hash("abc"), {s: 1}["abc"], S())
s.attr = 1; print(s.attr)
for f in (
    lambda: str("a", "ascii"), lambda: str(5, "ascii"), lambda: str(b"\xff", "utf-8"), lambda: str(b"a", 5),
    lambda: str(1, 2, 3, 4), lambda: str(x=1),
):
    try: f()
    except (TypeError, UnicodeDecodeError) as e: print(type(e).__name__, e)
