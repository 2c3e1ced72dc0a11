# Indexing gives ints, slicing gives bytes.
b = b"abcdef"
print(b[0], b[-1], b[1:3], b[::-1], b[::2], b[10:], len(b), list(b[:2]), 97 in b, b"bc" in b, 300 in [300])
print(b"" in b, b.__contains__(98))
for f in (
    lambda: b[6], lambda: b["a"], lambda: b[1.5], lambda: 256 in b, lambda: "a" in b, lambda: None in b,
    lambda: b[::0], lambda: -1 in b,
):
    try: f()
    except (IndexError, TypeError, ValueError) as e: print(type(e).__name__, e)
try: b[0] = 1
except TypeError as e: print(e)
