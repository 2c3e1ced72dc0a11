# Iterating gives characters; `in` looks for substrings.
print(list("aé\U0001F600"), [ord(c) for c in "é€"], "bc" in "abcd", "" in "", "x" not in "abc")
print("\U0001F600" in "a\U0001F600", list(reversed("añb")), list(enumerate("ab")))
it = iter("abc")
print(next(it), list(it), type(it).__name__, list(zip("ab", "cd")), max("hello"), min("hello"))
print(sorted("héllo"))
try: 5 in "a5"
except TypeError as e: print(e)
a, *b = "xyz"; print(a, b, *"pq", sep="-")
