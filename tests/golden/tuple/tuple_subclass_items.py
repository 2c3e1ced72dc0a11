# Items of a tuple subclass would be taken from the tuple although its class says otherwise, or the other way round.
from collections import namedtuple

Point = namedtuple("Point", "x y")
point = Point(1, 2)
x, y = point
first, *rest = point
print(x, y, first, rest, list(point), tuple(point), [*point, *point], sum(point), max(point), {*point})
for count in 1, 3:
    try:
        if count == 1:
            (x,) = point
        else:
            x, y, z = point
    except ValueError as error:
        print(error)


class Doubled(tuple):
    def __iter__(self):
        return (2 * item for item in tuple.__iter__(self))


class Plain(tuple):
    pass


def show(items):
    a, b = items
    print(a, b, list(items), [*items], dict.fromkeys(items), sorted(items, reverse=True), (lambda *args: args)(*items))


show(Doubled((3, 4)))
show(Plain((3, 4)))
Plain.__iter__ = lambda self: iter("ab")
show(Plain((3, 4)))
del Plain.__iter__
show(Plain((3, 4)))
Plain.__iter__ = None
try:
    a, b = Plain((3, 4))
except TypeError as error:
    print(error)
x, x = Plain.__new__(Point, (5, 6)) if False else Point(5, 6)
print(x)
