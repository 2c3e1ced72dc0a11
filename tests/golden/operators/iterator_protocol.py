# An iterator has __next__ and __iter__; iter() with a sentinel calls until it sees it.
class It:
    def __init__(s, n): s.n = n
    def __iter__(s): return s
    def __next__(s):
        if not s.n: raise StopIteration
        s.n -= 1; return s.n
print(list(It(3)), next(It(0), "d"), [*It(2)])
n = iter(range(10)); print(list(iter(lambda: next(n), 4)), next(n))
it = iter(lambda: 1, 1); print(list(it), list(it))
class NotIter:
    def __iter__(s): return [1]
try: iter(NotIter())
except TypeError as e: print(e)
for bad in (5, NotIter, iter):
    try: next(bad)
    except TypeError as e: print(e)
try: iter(5, 1)
except TypeError as e: print(e)
class Err:
    def __iter__(s): raise ValueError("iter failed")
try: [*Err()]
except ValueError as e: print(e)
