# Storing by index and slice: same size, growing, shrinking, steps, self.
a = list(range(6))
a[0] = "x"; a[-1] = "y"; print(a)
a[1:3] = [10, 20, 30, 40]; print(a); a[1:5] = []; print(a); a[1:1] = "ab"; print(a); a[:] = range(5); print(a)
a[::2] = "xyz"; print(a); a[::-1] = a; print(a); a[1:2] = a; print(a); a[10:] = [99]; print(a)
a[3:1] = ["between"]; print(a)
for f in (
    lambda: a.__setitem__(99, 1), lambda: a.__setitem__("x", 1), lambda: a.__setitem__(slice(0, 2), 5),
    lambda: a.__setitem__(slice(None, None, 2), [1]), lambda: a.__setitem__(slice(0, 1, 0), [1]),
    lambda: a.__setitem__(slice("a", None), []),
):
    try: f()
    except (IndexError, TypeError, ValueError) as e: print(type(e).__name__, e)
b = list(range(8)); del b[0]; del b[-1]; del b[1:3]; print(b); del b[::2]; print(b); del b[:]; print(b)
b = list(range(10)); del b[::-3]; print(b); del b[20:]; del b[5:2]; print(b)
try: del b[99]
except IndexError as e: print(e)
