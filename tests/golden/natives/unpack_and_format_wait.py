# Fails if taking apart a Python iterator, or formatting a Python object, nests the machine or changes what comes out.
import sys


def numbers(n):
    for i in range(n):
        yield i


class Pairs:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if not self.n:
            raise StopIteration
        self.n -= 1
        return self.n


a, b = numbers(2)
print(a, b)
a, b, c = Pairs(3)
print(a, b, c)
a, *b, c = numbers(5)
print(a, b, c)
print([*numbers(3), *Pairs(2)], (*numbers(2),), {*numbers(2)})
for case in (lambda: numbers(1), lambda: numbers(9), lambda: Pairs(0)):
    try:
        a, b = case()
    except ValueError as error:
        print(error)
try:
    a, *b, c = numbers(1)
except ValueError as error:
    print(error)


def fails():
    yield 1
    raise KeyError("inside")


for take in (lambda: [*fails()], lambda: (lambda x, y: 0)(*fails())):
    try:
        take()
    except KeyError as error:
        print(error)
try:
    a, b = fails()
except KeyError as error:
    print(error, a)


class Node:
    def __init__(self, left):
        self.left = left

    def __str__(self):
        return f"({self.left})"

    def __repr__(self):
        return f"<{self.left!r}>"


class Money:
    def __format__(self, spec):
        return f"${spec}"


node = Node(1)
print(f"{node} {node!r} {node!s:>6} {node:} {Money()} {Money():x} {[node]} {node!a}")


class Bad:
    def __str__(self):
        return 1

    __repr__ = __format__ = lambda self, spec="": 2


for text in (lambda b: f"{b}", lambda b: f"{b!s}", lambda b: f"{b!r}"):
    try:
        text(Bad())
    except TypeError as error:
        print(error)
sys.setrecursionlimit(5000)
for _ in range(2000):
    node = Node(node)
print(len(f"{node}"))


def nest(n):
    if n:
        (x,) = nest(n - 1)
        yield x + 1
    else:
        yield 0


(depth,) = nest(1500)
print(depth)
