# compress, dropwhile, takewhile, filterfalse, starmap.
from itertools import *
print(list(compress("abcdef", [1, 0, 1, 0, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])))
print(list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(lambda x: x % 2, range(6))))
print(list(filterfalse(None, [0, 1, "", "a"])), list(starmap(pow, [(2, 3), (3, 2)])))
print(list(starmap(max, ["ab", (1, 2)])))
it = iter([1, 5, 2]); print(list(takewhile(lambda x: x < 3, it)), list(it))
for f in (
    lambda: list(starmap(pow, [5])), lambda: list(compress([1])), lambda: list(dropwhile(5, [1])),
    lambda: list(takewhile(lambda: 1, [1])), lambda: list(filterfalse(5, [1])),
):
    try: print(f())
    except TypeError as e: print(e)
