# + and *, comparison by code point, and equality with other types.
print("a" + "b" * 3, "ab" * 0, "ab" * -1, 3 * "é", "" + "", "a" "b" + "c")
print("a" < "b", "Z" < "a", "a" < "aa", "" < "a", "é" > "z", "\uffff" < "\U00010000", "a" == "a", "a" != b"a")
print("a" == 1, "abc" <= "abd")
s = ""
for i in range(1000): s += str(i % 10)
print(len(s), s[:12], s[-3:])
t = u = "x"; t += "y"; print(t, u)
for f in (
    lambda: "a" + 1, lambda: "a" + b"b", lambda: 1 + "a", lambda: "a" * 1.5, lambda: "a" < 1,
    lambda: "a" + None, lambda: "a" - "b",
):
    try: f()
    except TypeError as e: print(e)
