# Reading by index and slice.
a = list("abcdef")
print(a[0], a[-1], a[1:3], a[:], a[::-1], a[::2], a[5:1:-2], a[10:], a[-100:2], a[2:-1], a[slice(1, 4)], a[True])
for i in (6, -7, "a", 1.0, None, (1, 2), 2**80):
    try: a[i]
    except (IndexError, TypeError) as e: print(type(e).__name__, e)
try: a[::0]
except ValueError as e: print(e)
print(a[1:][0], [1, 2, 3][-1], [[1, 2], [3]][0][1], a[-0])
