# Up to three repeated frames are shown in full, then a count.
def f(n):
    if n == 0:
        raise ValueError("deep")
    f(n - 1)
f(8)
