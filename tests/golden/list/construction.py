# list() and displays.
print(list(), list("ab"), list((1, 2)), list({1: 2}), list(range(3)), [], [1], [[], [[]]], [*"xy"])
print(list(x for x in "q"), list([1, [2]]))
a = [[]] * 3; a[0].append(1); print(a, a[0] is a[2])
b = [0] * 3; b[0] = 1; print(b, [1, 2] * 2, 2 * [3], [1] * 0, [1] * -1)
class L(list):
    def __init__(s, *a): super().__init__(*a); s.tag = "t"
l = L("ab")
print(l, l.tag, type(l[:]).__name__, type(l + []).__name__, type(l * 2).__name__, type(l.copy()).__name__)
print(l == ["a", "b"])
l.__init__("xyz"); print(l)
for f in (
    lambda: list(5), lambda: list(1, 2), lambda: list(x=1), lambda: [1] * "a", lambda: [1] * 1.5,
    lambda: [1] + (2,), lambda: [1] + None,
):
    try: f()
    except TypeError as e: print(e)
