# translate by a table of ordinals; maketrans builds tables.
t = str.maketrans("abc", "xyz", "d"); print(t, "aabbccdd!".translate(t))
print("abc".translate({97: None, 98: "long", 99: 0x20AC}), "abc".translate({}), "aé".translate({233: "e"}))
print(str.maketrans({"a": 1, 98: "B", "c": None}))
class T:
    def __getitem__(s, k):
        if k == 98: raise LookupError
        return chr(k).upper() if k < 100 else None
print("abcde".translate(T()))
for f in (
    lambda: str.maketrans("ab", "c"), lambda: str.maketrans({"ab": 1}), lambda: str.maketrans(5),
    lambda: str.maketrans("a", "b", 5), lambda: "a".translate(5), lambda: "a".translate({97: 1.5}),
    lambda: "a".translate({97: -1}), lambda: "a".translate({97: 0x110000}), lambda: str.maketrans({1.5: "x"}),
):
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
