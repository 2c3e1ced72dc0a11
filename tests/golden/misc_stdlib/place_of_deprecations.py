# Breaks if what Rust warns of is put down to the caller of the line that runs, or worded otherwise.
import warnings


class Number(int):
    pass


class Odd:
    def __int__(self):
        return Number(5)

    def __index__(self):
        return Number(1)


def invert(flag):
    return ~flag


def read():
    return int(Odd()), "abc"[Odd()]


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(invert(True))
    print(read())
for warning in caught:
    print(warning.lineno, warning.category.__name__, warning.message)
