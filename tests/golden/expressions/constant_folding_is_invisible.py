# Constant expressions give the same results and errors as computed ones.
print(2 ** 10, "ab" * 3, -1 * 5, 1 + 2j, (1, 2) + (3,), "x" "y", not 0, 10 // 3, 7 % 4, 1 << 10, 3.0 / 2)
def f():
    try: return 1 / 0
    except ZeroDivisionError as e: return str(e)
def g():
    try: return "a" % 5
    except TypeError as e: return str(e)
def h():
    try: return (1, 2)[5]
    except IndexError as e: return str(e)
print(f(), g(), h(), "abc"[1], (1, 2, 3)[-1], "abc"[::-1])
a = 0.0; b = -0.0
print(a, b, 0.0 == -0.0, -0.0, 0.0 * -1, [0.0, -0.0], (0, 0.0, False, 0j, -0.0))
print(len("a" * 5000), len((0,) * 1000), 2 ** 200)
