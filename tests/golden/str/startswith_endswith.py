# startswith and endswith with tuples and ranges.
s = "hello world"
print(s.startswith("he"), s.startswith("lo", 3), s.startswith(("x", "he")), s.startswith(""))
print(s.startswith("", 11), s.startswith("", 12), s.startswith(()), s.startswith("hello", 0, 4))
print(s.endswith("ld"), s.endswith(("x", "world")), s.endswith("o", 0, 5), s.endswith(""))
print(s.endswith("hello world!"), s.endswith("d", -1))
for bad in (5, ["h"], ("h", 5), ("x", None)):
    try: print(s.startswith(bad))
    except TypeError as e: print(e)
    try: print(s.endswith(bad))
    except TypeError as e: print(e)
