# map, filter, min, max, sorted and '%' where no Python is needed, and where it is.
class Shown:
    def __str__(self):
        return "shown"


print(list(map(str, [1, 2.5, None, Shown(), b"a"])), sum(map(int, "123")), list(map(pow, [2, 3], [3, 2])))
print(list(filter(None, [0, 1, "", Shown])), list(filter(str.isdigit, ["1", "a"])), list(filter(bool, [0, 2])))
for wrong in (lambda: list(map(int, ["1", "x"])), lambda: list(map(len, [1])), lambda: min([]), lambda: max(set())):
    try:
        wrong()
    except (ValueError, TypeError) as error:
        print(error)


def stop(item):
    if item == 2:
        raise StopIteration
    return item


print(list(map(stop, [1, 2, 3])), ",".join(map(str, [1, Shown(), 2])))
print(min([3, 1, 2]), max({5, 4}), min([2, 1.5]), max(frozenset("ab")), min([True, 0]), sorted([3, 1, 2], reverse=True))
print("%s=%d" % ("a", 5), "%s %s" % (1.5, [1]), "%5s|%-5d|" % ("a", 3), "%i" % (True,), "%d%%" % 50, "%s" % {"a": 1})
for form, values in ("%d", ("x",)), ("%s %s", ("a",)), ("%s", ("a", "b")), ("%s%", (1,)):
    try:
        print(form % values)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print("  a b\tc\n d\x1ce ".split(), b" a\x1cb c ".split(), "a\u3000b c".split(), "a b c".split(None, 1))


def items():
    try:
        yield 1
    finally:
        print("closed")


found = any(item for item in items())
print(found)
half = (item for item in items())
next(half)
del half
print(isinstance(5, (str, int)), issubclass(bool, (str, (bytes, int))), getattr(int, "none", 0), int.__repr__(5))
