# Breaks if a sequence's method called by its name answers as an operator would, or a wrapper words errors as a method.
class Meters:
    def __radd__(self, other):
        return f"radd {other!r}"


calls = [
    lambda: [1].__add__(2),
    lambda: (1,).__add__([2]),
    lambda: "a".__add__(1),
    lambda: b"a".__add__("b"),
    lambda: [1].__mul__("a"),
    lambda: "a".__rmul__(1.5),
    lambda: list.__imul__([1], None),
    lambda: (5).__add__("a"),
    lambda: [1] + Meters(),
    lambda: [1].__add__(Meters()),
    lambda: [1].__len__(x=1),
    lambda: (1).__add__(2, other=3),
    lambda: "a".upper(1, key=2),
    lambda: __import__("math").sin(),
    lambda: __import__("time").time(1),
]
for call in calls:
    try:
        print(call())
    except TypeError as error:
        print(error)
