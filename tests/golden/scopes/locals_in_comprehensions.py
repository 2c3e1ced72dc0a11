# Inside a comprehension of a module or class, `locals()` would not show the comprehension's variables.
import sys
print([sorted(locals()) for x in [1] for y in [2]])
print([locals()["x"] for x in [1]], [vars() is locals() for y in [1]], [eval("x") for x in [5]])


def f(a):
    return [sorted(locals()) for b in [1]], [sys._getframe().f_locals["b"] for b in [3]]


print(f(1))


class C:
    q = 1
    print([sorted(locals()) for z in [1]])
    print([lambda: i for i in range(2)][0]())


x = "out"
print([x for x in (1, 2)], x, [sys._getframe().f_locals.get("i") for i in range(2)], "x" in locals())
