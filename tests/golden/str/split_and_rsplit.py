# split and rsplit with and without separator and limit.
print(" a  b c ".split(), "".split(), "   ".split(), "a,b,,c,".split(","), ",".split(","), "".split(","))
print("a b  c d".split(None, 2), "a b  c d".rsplit(None, 2), " a b ".split(" ", 1), "a,b,c".split(",", 1))
print("a,b,c".rsplit(",", 1), "a,b,c".split(",", 0), "a,b".split(",", -1))
print("aXXbXXc".split("XX"), "aXXXb".split("XX"), "aXXXb".rsplit("XX"), "a\u2003b\x1cc\x85d".split())
print("x".split("xx"), "xx".split("x"), "  a  ".split(None, 0), "  a b ".rsplit(None, 1))
for a in (("",), (5,), (b"x",), (",", "x"), (None, 1.5)):
    try: "a,b".split(*a)
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
print("a b".split(sep=None, maxsplit=1), "é€é".split("€"), "一二一".split("二"))
