# find, index, rfind, rindex and count with ranges.
s = "abcabcabc"
print(s.find("c"), s.find("c", 3), s.find("c", 3, 5), s.find("x"), s.rfind("a"), s.rfind("a", 0, 6))
print(s.find(""), s.find("", 9), s.find("", 10), s.rfind(""), s.find("abc", -3), s.find("b", None, None))
print(s.index("bc"), s.rindex("bc"), s.count("a"), s.count("abc"), s.count(""), "".count(""), s.count("a", 1))
print(s.count("a", 1, 4), "aaaa".count("aa"), s.count("", 5, 3))
print("é€é\U0001F600x".find("x"), "é€é".rfind("é"), "é€é".count("é"), "a\U0001F600b".index("b"))
for f in (
    lambda: s.index("z"), lambda: s.rindex("z"), lambda: s.find(5), lambda: s.count(None),
    lambda: s.find("a", "b"), lambda: s.find(),
):
    try: f()
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
