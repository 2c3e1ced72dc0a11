# A getter of several things would lose what it has found when one of them is computed in Python.
from operator import attrgetter, itemgetter


class Thing:
    plain = 1

    @property
    def computed(self):
        order.append("computed")
        return [10, 20]

    def __getattr__(self, name):
        order.append(name)
        if name == "missing":
            raise AttributeError(f"no {name}")
        return self

    def __getitem__(self, key):
        order.append(key)
        return key * 2


order = []
thing = Thing()
print(attrgetter("plain", "computed", "plain")(thing), attrgetter("computed", "plain")(thing), order)
print(attrgetter("plain", "other.computed", "computed")(thing), itemgetter(1, "a", 2)(thing), order)
print(itemgetter(1, -1)((1, 2, 3)), itemgetter(0, slice(1, 3))([1, 2, 3]), itemgetter("a", "b")({"a": 1, "b": 2}))
for getter in attrgetter("plain", "missing"), itemgetter(0, 9), itemgetter("a", 0):
    try:
        getter(thing if isinstance(getter, attrgetter) else [1])
    except (AttributeError, IndexError, TypeError) as error:
        print(type(error).__name__, error)
