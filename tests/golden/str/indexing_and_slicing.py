# Indexing and slicing over ASCII, two-byte and astral text.
for s in ("abcdef", "aébcdé", "a€bc€f", "a\U0001F600bcd\U0001F601"):
    print(ascii(s[0]), ascii(s[1]), ascii(s[-1]), len(s), ascii(s[1:4]), ascii(s[::2]), ascii(s[::-1]), ascii(s[-2:]), ascii(s[:-10]), ascii(s[4:1:-1]), ascii(s[10:]), ascii(s[:]))
for i in (6, -7, "a", 1.0, None):
    try: "abcdef"[i]
    except (IndexError, TypeError) as e: print(type(e).__name__, e)
try: "abc"[::0]
except ValueError as e: print(e)
try: "abc"[0] = "x"
except TypeError as e: print(e)
try: del "abc"[0]
except TypeError as e: print(e)
s = "é" * 1000 + "x"; print(s.index("x"), s[1000], s[500:502], sum(c == "é" for c in s), s[999:1001])
