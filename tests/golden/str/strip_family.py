# strip, lstrip, rstrip, removeprefix, removesuffix.
print(repr("  a b \t\n".strip()), repr("  a ".lstrip()), repr("  a ".rstrip()), "xxaxbxx".strip("x"))
print("abcba".strip("ab"), "abc".strip(""), repr("\u2003a\xa0".strip()), "".strip(), "xx".strip("x") == "")
print("abc".strip(None))
print("mississippi".lstrip("im"), "mississippi".rstrip("ip"), "éaé".strip("é"), "[(x)]".strip("[]()"))
print("prefix-x".removeprefix("prefix-"), "x".removeprefix("y"), "x-suffix".removesuffix("-suffix"))
print("aa".removeprefix("a"), "a".removesuffix("a") == "", "a".removesuffix(""))
for f in (
    lambda: "a".strip(5), lambda: "a".removeprefix(5), lambda: "a".removeprefix(("a",)),
    lambda: "a".strip("a", "b"), lambda: "a".lstrip(b"a"),
):
    try: f()
    except TypeError as e: print(e)
