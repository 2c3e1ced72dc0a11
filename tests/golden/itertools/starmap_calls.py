# The function of a starmap answers in its stead: its errors, its end and its arguments would be taken for another's.
from itertools import dropwhile, filterfalse, groupby, starmap, takewhile


class Pair(tuple):
    def __iter__(self):
        return iter((tuple.__getitem__(self, 1), tuple.__getitem__(self, 0)))


def sub(a, b=0):
    return a - b


print(list(starmap(sub, [(3, 1), [5, 2], "7"[:0] or (9,), Pair((1, 10))])))
print(list(starmap(pow, ((i, 2) for i in range(5)))), next(starmap(sub, [(4, 1)])))


def stops(a):
    if a == 2:
        raise StopIteration("enough")
    return a


calls = starmap(stops, [(1,), (2,), (3,)])
print(list(calls), list(calls))
for call in starmap(stops, iter([(5,), (2,), (6,)])):
    print(call)
try:
    list(starmap(sub, [(1, 2, 3)]))
except TypeError as error:
    print(error)
try:
    list(starmap(sub, [1]))
except TypeError as error:
    print(error)


def generated():
    yield 1, 2
    yield 3, 4


def generator(a, b):
    yield a + b


print([list(g) for g in starmap(generator, generated())], sum(starmap(sub, generated())))
seen = []


def small(x):
    seen.append(x)
    return x < 3


print(list(takewhile(small, range(6))), list(dropwhile(small, range(6))), list(filterfalse(small, range(6))), seen)
print([(key, list(group)) for key, group in groupby([1, 2, 5, 6, 0], small)])
for x in takewhile(small, (i for i in range(9))):
    print(x, end=" ")
print()
