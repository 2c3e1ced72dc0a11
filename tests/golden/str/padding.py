# center, ljust, rjust, zfill, expandtabs.
for n in (
    0, 3, 4, 5, 8,
): print("|".join(["ab".center(n), "abc".center(n), "ab".ljust(n, "."), "ab".rjust(n, "*"), "ab".center(n, "é")]))
print("42".zfill(5), "-42".zfill(5), "+42".zfill(6), "--4".zfill(5), "".zfill(3), "abc".zfill(2))
print("+".zfill(3), "é".zfill(3))
print(repr("a\tb\tc".expandtabs()), repr("ab\tc".expandtabs(4)), repr("a\tb".expandtabs(0)))
print(repr("a\nb\tc".expandtabs(3)), repr("\t".expandtabs(-1)), repr("a\r\tb".expandtabs(tabsize=4)))
for f in (
    lambda: "a".center(), lambda: "a".center(5, "xx"), lambda: "a".ljust(5, ""), lambda: "a".rjust("5"),
    lambda: "a".center(5, 1), lambda: "a".zfill("x"), lambda: "a".expandtabs("x"),
):
    try: f()
    except TypeError as e: print(e)
