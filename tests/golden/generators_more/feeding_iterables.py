# Items that reach natives through `__iter__` in Python, delegation and keys; who stops early leaves the rest.
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return (i for i in range(self.n))
class It2:
    def __init__(self, n): self.n = n; self.i = 0
    def __iter__(self): print('iter'); return self
    def __next__(self):
        self.i += 1
        if self.i > self.n: raise StopIteration
        return self.i
print(sum(It(4)), set(It2(3)), sorted(It2(3), key=lambda v: -v, reverse=True), tuple(It2(2)), set().union(It(2), It2(3), [7]))
def deleg(n):
    x = yield from It2(n)
    print('x', x)
    yield from It(2)
    try: yield from 5
    except TypeError as e: print(e)
print(list(deleg(2)), next(deleg(1), None))
class BadIter:
    def __iter__(self): return 3
def bad():
    try: yield from BadIter()
    except TypeError as e: print(e)
print(list(bad()))
try: sum(BadIter())
except TypeError as e: print(e)
print(sorted((x for x in (3, 1, 2)), key=lambda v: -v), sorted((str(x) for x in (3, 1, 2)), key=int))
try: sorted((x for x in (3, 'a')))
except TypeError as e: print(e)
it = (i for i in range(10))
print(any(i > 3 for i in it), next(it), 7 in it, list(it))
import operator, collections, math
print(operator.indexOf((i for i in 'abc'), 'c'), operator.countOf((i % 2 for i in range(5)), 1))
try: operator.indexOf((i for i in 'abc'), 'x')
except ValueError as e: print(e)
print(collections.deque((i for i in range(5)), 3), collections.Counter(c for c in 'abca'), math.fsum(i / 2 for i in range(3)), math.prod(i for i in range(1, 5)))
