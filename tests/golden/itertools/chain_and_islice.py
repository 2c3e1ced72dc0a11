# chain, chain.from_iterable, islice.
from itertools import chain, islice, count
print(list(chain()), list(chain("ab", [1], (2,))), list(chain.from_iterable(["ab", [1]])), list(chain([], "", {})))
c = chain("a", 5); print(next(c))
try: next(c)
except TypeError as e: print(e)
print(list(islice("abcdef", 3)), list(islice("abcdef", 2, 4)), list(islice("abcdef", 1, None, 2)))
print(list(islice("abc", 0)), list(islice("abc", 5, 9)), list(islice(count(), 5, 10, 3)))
print(list(islice("abc", None)))
it = iter(range(10)); list(islice(it, 3)); print(next(it)); list(islice(it, 2, 4)); print(next(it))
for a in ((-1,), (0, -1), (0, 1, 0), ("a",), (1.5,), (), (0, 1, -1)):
    try: print(islice("abc", *a))
    except (ValueError, TypeError) as e: print(e)
