# Fails if any, all, getattr, operator's getters, class patterns, bytes.join or csv nest the machine or change results.
import csv
import io
import operator
import sys

sys.setrecursionlimit(20_000)
DEEP = 1_000


class Truth:
    def __init__(self, left, ask):
        self.left, self.ask = left, ask

    def __bool__(self):
        return not self.left or self.ask([Truth(self.left - 1, self.ask)])


class Sized(Truth):
    __bool__ = None

    def __len__(self):
        return 1 if not self.left else int(self.ask([Sized(self.left - 1, self.ask)]))


del Sized.__bool__


class Long:
    def __init__(self, left, ask):
        self.left, self.ask = left, ask

    def __len__(self):
        return 1 if not self.left else int(self.ask([Long(self.left - 1, self.ask)]))


for ask in any, all, lambda x: any(iter(x)), lambda x: all(y for y in x):
    print(bool(Truth(DEEP, ask)), ask([Long(DEEP, ask), 0, Long(0, ask)]), ask([]), end=" ")
print(any([Truth(1, lambda x: False), Truth(0, any)]), all([Truth(0, all), Long(1, lambda x: 0)]))


class Bad:
    def __bool__(self):
        return 3


for ask in any, all:
    for item in Bad(), Long(1, lambda x: -1):
        try:
            print(ask([item]))
        except Exception as error:
            print(type(error).__name__, error)


class Node:
    def __init__(self, left, get):
        self.left, self.get = left, get

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return self.get(Node(self.left - 1, self.get)) if self.left else 1

    def __getitem__(self, key):
        return self.get(Node(self.left - 1, self.get)) if self.left else 2

    def method(self, *args, last=0):
        return self.get(Node(self.left - 1, self.get)) if self.left else (args, last)

    @property
    def computed(self):
        return self.get(Node(self.left - 1, self.get)) if self.left else 3


class Hooked:
    def __init__(self, left):
        self.left = left

    @property
    def value(self):
        if not self.left:
            raise AttributeError("no value")
        return getattr(Hooked(self.left - 1), "value")

    def __getattr__(self, name):
        return name + str(self.left)


class HookedReads(Hooked):
    def __getattribute__(self, name):
        left = object.__getattribute__(self, "left") if name != "left" else 0
        return getattr(HookedReads(left - 1), name) if left else object.__getattribute__(self, name)


print(operator.attrgetter("value")(Hooked(DEEP)), hasattr(Hooked(2), "x"), getattr(HookedReads(DEEP), "value"), HookedReads(2).more)


class Reads:
    def __init__(self, left):
        self.left = left

    def __getattribute__(self, name):
        left = object.__getattribute__(self, "left")
        return getattr(Reads(left - 1), name) if left else 4


class Property:
    def __init__(self, left):
        self.left = left

    @property
    def value(self):
        return getattr(Property(self.left - 1), "value", None) if self.left else 5

    @property
    def missing(self):
        if not self.left:
            raise AttributeError("at the bottom")
        return Property(self.left - 1).missing

    @property
    def there(self):
        return hasattr(Property(self.left - 1), "there") if self.left else None

    @property
    def failing(self):
        raise ValueError("failing")


for get in (
    operator.attrgetter("a"), operator.attrgetter("a.real"), operator.attrgetter("a.real.imag"), operator.itemgetter(1),
    operator.methodcaller("method", 1, last=2), operator.methodcaller("method"), lambda node: getattr(node, "b"),
    lambda node: getattr(node, "b", 7), operator.attrgetter("computed"), lambda node: getattr(node, "computed"),
):
    print(get(Node(DEEP, get)), end=" ")
print()
for get in operator.attrgetter("a", "left"), operator.itemgetter(0, 1), operator.attrgetter("computed", "left"):
    print(get(Node(8 if "0, 1" not in str(get) else 2, get)) == get(Node(8 if "0, 1" not in str(get) else 2, get)), get(Node(1, get)))
print(Reads(DEEP).x, Property(DEEP).value, Property(DEEP).there, hasattr(Property(DEEP), "missing"), getattr(Property(DEEP), "missing", 6))
print(hasattr(Node(0, None), "_x"), hasattr(Node(0, None), "x"), getattr(Node(0, None), "_x", "default"), hasattr(5, "real"))
for function in (
    lambda: hasattr(Property(1), "failing"), lambda: getattr(Property(1), "failing", 1), lambda: getattr(Property(0), "missing"),
    lambda: operator.attrgetter("left.missing")(Property(0)), lambda: operator.attrgetter("missing")(Property(0)),
    lambda: operator.methodcaller("missing")(Property(0)), lambda: operator.methodcaller("value")(Property(0)),
    lambda: operator.itemgetter(1, 2)(Property(0)), lambda: getattr(Node(0, None), "_x"), lambda: getattr(Property(0), 1),
):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)
print(operator.itemgetter(2, 0)("abc"), operator.attrgetter("real", "imag")(5), operator.itemgetter("a", "b")({"a": 1, "b": 2}))


class Later:
    def __getattr__(self, name):
        return lambda *args, **keywords: (name, args, keywords)


print(operator.methodcaller("call", 1, x=2)(Later()))


class Meta(type):
    def __instancecheck__(cls, left):
        if not isinstance(left, Count):
            return NotImplemented if left is None else left == "yes"
        match Count(left.left - 1):
            case Pattern(left=-1):
                return True
            case Pattern(left=found):
                return found + 1
        return 0


class Count:
    __match_args__ = ("left",)

    def __init__(self, left):
        self.left = left


class Pattern(metaclass=Meta):
    __match_args__ = ("left", "gone")

    def __class_getitem__(cls, key):
        return cls


class Bottom(Meta):
    def __instancecheck__(cls, left):
        return left.left == 0 or down(Count(left.left - 1))


class Down(metaclass=Bottom):
    __match_args__ = ("left",)


def down(subject):
    match subject:
        case Down(left):
            return True
    return False


print(down(Count(600)))
for subject in "yes", "no", 1.5:
    match subject:
        case Pattern():
            print("matches", subject)
        case _:
            print("does not", subject)


class Parts:
    def __init__(self, left, join):
        self.left, self.join = left, join

    def __iter__(self):
        yield from self.join(Parts(self.left - 1, self.join)) if self.left else (b"a", b"b")


print(list(Parts(DEEP, lambda x: [b"".join(x)])), bytearray(b"-").join(Parts(1, lambda x: [b"+".join(x), b"c"])))
for parts in (x for x in (b"a", "b")), 5, (1 / 0 for x in "a"), iter([b"x", bytearray(b"y"), memoryview(b"z")]):
    try:
        print(b"|".join(parts))
    except Exception as error:
        print(type(error).__name__, error)


class File:
    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text
        return len(text)


def rows(left):
    if left:
        file = File()
        csv.writer(file).writerows(rows(left - 1))
        yield file.text.split()
    yield (str(left) for _ in range(2))


def row(left):
    file = io.StringIO()
    if left:
        csv.writer(file).writerow(row(left - 1))
    yield "x" + file.getvalue()[-3:-2]


file = File()
print(csv.writer(file).writerows(rows(12)), len(file.text), csv.writer(file).writerow(row(DEEP)), file.text[-5:])
for bad in 5, [5], (1 / 0 for x in "a"), [[1], None]:
    for target in File(), io.StringIO():
        try:
            print(csv.writer(target).writerows(bad))
        except Exception as error:
            print(type(error).__name__, error, getattr(target, "text", None) or target.getvalue() if target.__class__ is not File else target.text)


class Chain:
    """Each write writes rows of its own."""

    def __init__(self, left):
        self.left = left

    def write(self, text):
        if self.left:
            csv.writer(Chain(self.left - 1)).writerows([[text.strip()]])
        else:
            print("at the end", repr(text))


def deep(left):
    if left:
        csv.writer(File()).writerows(deep(left - 1))
    yield [left]


csv.writer(Chain(600)).writerow(["text"])
print(sum(1 for _ in deep(DEEP)))


class Shown:
    def __init__(self, left):
        self.left = left

    def __format__(self, spec):
        return format(Shown(self.left - 1), spec) if self.left else f"<{spec}>"

    def __iter__(self):
        return iter(Shown(self.left - 1)) if self.left else iter("it")


class Wrong:
    __format__ = lambda self, spec: 1
    __iter__ = lambda self: 2


print(format(Shown(DEEP), "x"), format(Shown(0)), list(iter(Shown(DEEP))))
for function in format, iter:
    try:
        print(function(Wrong()))
    except TypeError as error:
        print(error)
