# zip stops at the shortest; strict compares the lengths.
print(list(zip()), list(zip("ab")), list(zip("abc", [1, 2])), list(zip([1, 2], (3, 4), "xy")))
print(dict(zip("ab", range(9))), list(zip(*[(1, 2), (3, 4)])))
it = iter(range(5)); print(list(zip(it, it)), list(it))
a, b = iter("abc"), iter("x"); print(list(zip(a, b)), list(a)); a, b = iter("abc"), iter("x")
print(list(zip(b, a)), list(a))
for args in (("ab", "c"), ("a", "bc"), ("ab", "cd", "e"), ("ab", "cd", "efg"), ("a", "b"), ("a", "b", "")):
    try: print(list(zip(*args, strict=True)))
    except ValueError as e: print(e)
for f in (lambda: zip(5), lambda: zip([1], 5), lambda: zip(bad=1), lambda: zip("a", strict=True, x=1)):
    try: print(f())
    except TypeError as e: print(e)
