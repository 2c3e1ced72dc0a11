# replace with counts, growing, shrinking and empty patterns.
print("aaa".replace("a", "b"), "aaa".replace("a", "bb", 2), "aaa".replace("aa", "x"), "abc".replace("", "-"))
print("abc".replace("", "-", 2), "".replace("", "x"), "".replace("a", "x"), "abc".replace("x", "y"))
print("abc".replace("b", ""), "aXbX".replace("X", "é"), "a\U0001F600b".replace("\U0001F600", "!"))
print("aaa".replace("a", "b", 0), "aaa".replace("a", "b", -1), "aaa".replace("a", "b", count=1))
for f in (
    lambda: "a".replace("a"), lambda: "a".replace(1, "b"), lambda: "a".replace("a", None),
    lambda: "a".replace("a", "b", "c"),
):
    try: f()
    except TypeError as e: print(e)
