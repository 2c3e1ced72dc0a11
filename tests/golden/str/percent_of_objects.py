# Texts of objects in a format would be made in the wrong order, by the wrong method, or be taken for bare ones.
class Both:
    def __str__(self):
        log.append("str")
        return "s"

    def __repr__(self):
        log.append("repr")
        return "r"


class Shown:
    def __repr__(self):
        return "<shown>"


class Inherits(ValueError):
    pass


class Text(str):
    pass


class Number(int):
    def __str__(self):
        return "number"


class Pair(tuple):
    pass


log = []
both = Both()
print("%s %r" % (both, both), "%s|" % both, "%%%s%%" % Shown(), "%r" % [Shown()], "%s" % Inherits("x", 1), log)
print("%s %r %s" % (Inherits("y"), Inherits(), Text("t")), "%s %d" % (Number(3), Number(3)))
print("%s %s" % Pair((1, 2)), "%s" % (Pair((1, 2)),), "%s" % type("C", (), {"__str__": lambda self: "own"})())
log.clear()
for arguments in (both,), (both, both, both), (both, "x"):
    try:
        print("%s %d" % arguments)
    except TypeError as error:
        print(error, log)
    log.clear()


class Bad:
    __str__ = None

    def __repr__(self):
        return 5


for format in "%s", "%r", "a%sb%r":
    try:
        print(format % Bad())
    except TypeError as error:
        print(error)
