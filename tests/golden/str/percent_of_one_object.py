# One object in a format is asked for its text in a shorter way: what it answers, raises or keeps would go astray.
class Shown:
    def __init__(self, text):
        self.text = text

    def __str__(self):
        if self.text is ValueError:
            raise self.text("raised")
        return self.text

    def __del__(self):
        print("gone", self.text)


class Both(Shown):
    __slots__ = ()

    def __repr__(self):
        return "repr"

    def __getitem__(self, key):
        return key * 2


print("%s" % Shown("a"), "<%s>" % Shown("b"), "<%s>" % (Shown("ü"),), "%%%s" % Shown("d"), "%r" % Both("e"))
print("%r|" % (Both("f"),), "%s %s" % (Both("g"), Both("h")), "%(key)s" % Both("i"), "%5s|" % Shown("j"))
for value in 5, None, ValueError:
    try:
        print("<%s>" % Shown(value))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
for format, right in ("%s%s", Shown("l")), ("%s", (Shown("m"), 1)), ("none", Shown("n")), ("none", Both("o")), ("%s%", Both("p")):
    try:
        print(format % right)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
    del right
text = "%s"
text %= Shown("q")
print(text, "".join("-%s" % Shown(c) for c in "rs"))


class Generated:
    def __str__(self):
        return (yield)


try:
    "%s" % Generated()
except TypeError as error:
    print(error)
