# is, is not, in, not in.
a = []; b = []
print(a is a, a is b, a is not b, None is None, a == b)
print(1 in [1, 2], 3 not in [1], "b" in "abc", "" in "", 1 in {1: 2}, 2 in {1: 2})
print(float("nan") in [float("nan")]); n = float("nan"); print(n in [n], n == n)
for bad in ("1 in 2", "1 in 'a'", "'a' in 5", "[] in {}", "[] in {1}"):
    try: print(eval(bad))
    except TypeError as e: print(e)
