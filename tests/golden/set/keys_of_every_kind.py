# Keys that hash and compare without Python (numbers, texts, bytes, tuples, named tuples, plain objects) meet keys that do not.
from collections import namedtuple

Point = namedtuple("Point", "x y")
seen = {}
for i in range(40):
    seen[(i, Point(i, (i + 1, "x" * i)), None, 1.5 * i, b"b")] = i
print(all(seen[(i, (i, (i + 1, "x" * i)), None, 1.5 * i, b"b")] == i for i in range(40)))
print({(1.0, True): "found"}[(1, 1)], 2**60 in {2.0**60}, (1, Point(1, 2)) in {(1, (1, 2))}, b"k" in {"k"})


class Equal(tuple):
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 5


print({Equal((1, 2)): "mine"}.get(Equal((3,))), {Equal((1, 2)): 1}.get((1, 2)), 5 in {Equal(())})


class Plain:
    pass


class Derived(Plain):
    pass


one = Plain()
print(len({one, Plain(), one}), one in {one}, Plain() in {one}, one == one, one != Plain(), one == None)
Plain.__eq__ = lambda self, other: True
Plain.__hash__ = lambda self: 1
print(len({Plain(), Plain()}), len({Derived(), Derived()}), Derived() == Plain())
del Plain.__eq__, Plain.__hash__
print(len({Plain(), Plain()}), Derived() == Derived())


class Unequal:
    def __ne__(self, other):
        return "asked"


print(Unequal() != Unequal(), Unequal() == Unequal(), 1 != Unequal())
print(sorted({1, 2} | frozenset([3]) | {2}), sorted(set("ab").union("cd", {"e"})), len({Equal(())} | {1, 2}))


class Changing:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        table.clear()
        return False


table = {Changing(): 1}
print(Changing() in table, table)
try:
    {Plain(): 1, Changing(): 2}[[]]
except TypeError as error:
    print(error)
