# Breaks if an AttributeError that a getter raises is not told which attribute of which object was asked for.
import traceback


class Colour:
    scarlet = 1

    def __getattr__(self, name):
        raise AttributeError(name)

    @property
    def broken(self):
        raise AttributeError("inside")

    @property
    def other(self):
        raise AttributeError("named", name="mine")


class Getter:
    def __get__(self, instance, owner):
        raise AttributeError("from descriptor")


class Holder:
    attribute = Getter()


colour = Colour()
reads = [
    lambda: colour.scarlett,
    lambda: colour.scarlett(),
    lambda: getattr(colour, "scarlett"),
    lambda: colour.broken,
    lambda: Holder().attribute,
    lambda: colour.__getattr__("direct"),
]
for read in reads:
    try:
        read()
    except AttributeError as error:
        print(error.name, type(error.obj).__name__, *traceback.format_exception_only(error), end="")
Colour.__getattr__ = None
del Colour.__getattr__
for name in "broken", "other":
    try:
        getattr(colour, name)
    except AttributeError as error:
        print(error.name, type(error.obj).__name__)
