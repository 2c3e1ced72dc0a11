# Fails if `%`, filter or bool nest the machine for methods written in Python, or if what comes out of them changes.
import sys

sys.setrecursionlimit(20_000)
DEEP = 600


class Text:
    def __init__(self, format, left):
        self.format, self.left = format, left

    def __str__(self):
        return self.format % Text(self.format, self.left - 1) if self.left else "end"

    __repr__ = __str__

    def __bytes__(self):
        return self.format % Text(self.format, self.left - 1) if self.left else b"end"

    def __getitem__(self, key):
        return "%(left)s" % Text("", self.left - 1) if self.left else key

    def __bool__(self):
        return not self.left or bool(list(filter(None, [Text("", self.left - 1)])))


for format in "%s", "%r", "%a", "%3s", "%.3r", "%s%%", "%(left)s":
    print(format, len(str(Text(format, DEEP))))
print(len(bytes(Text(b"<%b>", DEEP))), len(bytes(Text(b"%s", DEEP))), len(str(Text("%s", 0))))
print(bool(Text("", DEEP)), not Text("", DEEP))


class Number:
    def __init__(self, format, left):
        self.format, self.left = format, left

    def __int__(self):
        return len(self.format % Number(self.format, self.left - 1)) if self.left else 7

    __index__ = __int__

    def __float__(self):
        return float(len(self.format % Number(self.format, self.left - 1))) if self.left else 7.5


for format in "%d", "%i", "%x", "%#X", "%c", b"%d", b"%c", b"%o", "%5.2f", "%+e", b"%g":
    print(format, format % Number(format, DEEP), format % Number(format, 0))


class Sized:
    def __init__(self, length):
        self.length = length

    def __len__(self):
        return self.length


def pick(answers):
    return list(filter(lambda at: answers[at], range(len(answers))))


print(pick([Sized(0), Sized(1), Text("", 3), 0, 1, Sized(True)]), len(list(filter(None, [Sized(2), Sized(0)]))))
for length in -1, "2", 1 << 80, None:
    for make in lambda: pick([Sized(length)]), lambda: bool(Sized(length)), lambda: list(filter(bool, [Sized(length)])):
        try:
            print(make())
        except Exception as error:
            print(type(error).__name__, error)


class NoBool:
    def __bool__(self):
        return 1

    def __len__(self):
        return 1


for make in lambda: pick([NoBool()]), lambda: bool(NoBool()), lambda: list(filter(None, [NoBool()])):
    try:
        print(make())
    except TypeError as error:
        print(error)
print(filter(None, [Text("", 2)]).__next__().left, next(filter(lambda x: Sized(x), [0, 5])))


class Odd:
    def __init__(self, result):
        self.result = result

    def method(self):
        if isinstance(self.result, Exception):
            raise self.result
        return self.result

    __str__ = __repr__ = __int__ = __index__ = __float__ = __bytes__ = method


class Whole(int):
    def __int__(self):
        return 99

    __index__ = __float__ = __int__


class Name(str):
    def __str__(self):
        return "called"

    __repr__ = __str__


class Half(float):
    def __int__(self):
        return 99

    def __float__(self):
        return 98.0


for result in 1, 2.5, "é", b"x", None, TypeError("mine"), KeyError("mine"):
    for format in "%s", "%r", "%a", "%d", "%x", "%c", "%f", b"%s", b"%a", b"%d", b"%c", b"%g":
        try:
            print(format, format % (Odd(result),), end="; ")
        except Exception as error:
            print(format, type(error).__name__, error, end="; ")
    print()
print("%d %x %c %s %a" % ((Whole(65),) * 5), "%s %r %.2s" % ((Name("own"),) * 3), "%c" % Name("o"))
print("%d %g %s" % ((Half(2.5),) * 3), b"%d %g" % ((Half(2.5),) * 2))
order = []


class Noting:
    def __init__(self, name):
        self.name = name

    def __getitem__(self, key):
        order.append(key)
        return Noting(self.name + key)

    def __str__(self):
        order.append(self.name)
        return self.name

    def __int__(self):
        order.append(self.name)
        return len(self.name)


print("%(a)s-%(b)5d|%(a)-6s|%%|%(cc)s" % Noting("n"), order)
order.clear()
for format, right in ("%s %s", (Noting("x"),)), ("%s", (Noting("x"), 2)), ("%s %y", (Noting("x"), 2)), ("%(a", Noting("m")), (
    "%(a)s %*d", Noting("m")
), ("%s %(k)s", Noting("m")), ("%s %(k)s", (Noting("m"),)), ("%*d|%-*s|%.*s", (4, Noting("xyz"), 5, Noting("uv"), 1, Noting("w"))):
    try:
        print(repr(format % right), order)
    except Exception as error:
        print(type(error).__name__, error, order)
    order.clear()


def generator(left):
    yield "%s" % Waiting(left)


class Waiting:
    def __init__(self, left):
        self.left = left

    def __str__(self):
        return next(generator(self.left - 1)) if self.left else "done"

    def __rmod__(self, other):
        return NotImplemented


print(str(Waiting(300)), "%s" % Waiting(3))
text = "%s;"
text %= Waiting(2)
print(text, bytearray(b"%b") % Text(b"%b", 2))
