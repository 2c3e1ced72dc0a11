# Lazy sequences built from generators: primes, Fibonacci, merging, memoised streams.
from itertools import islice, takewhile, count
def merge(*its):
    import heapq
    yield from heapq.merge(*its)
def hamming():
    yield 1
    last, seen = 1, [1]
    i = j = k = 0
    while True:
        n = min(seen[i] * 2, seen[j] * 3, seen[k] * 5)
        i += n == seen[i] * 2; j += n == seen[j] * 3; k += n == seen[k] * 5
        seen.append(n); yield n
print(list(islice(hamming(), 20)), list(takewhile(lambda x: x < 40, merge(count(0, 10), count(5, 7)))))
class Stream:
    def __init__(self, gen): self.gen, self.cache = gen, []
    def __getitem__(self, i):
        while len(self.cache) <= i: self.cache.append(next(self.gen))
        return self.cache[i]
def fibs(): yield from (0, 1); yield from (f[i] + f[i + 1] for i in count())
f = Stream(fibs()); print(f[10], f[50], len(f.cache)); 
def pairs(): yield from ((x, n - x) for n in count() for x in range(n + 1))
print(list(islice(pairs(), 7)), next(p for p in pairs() if p[0] * p[1] == 12))
w = (c for c in iter(lambda: "x", "")); print([next(w) for _ in range(3)])
def window(it, n):
    from collections import deque
    d = deque(islice(it := iter(it), n), maxlen=n); yield tuple(d)
    for x in it: d.append(x); yield tuple(d)
print(list(window(range(5), 3)), list(map(sum, window([1, 2, 3, 4], 2))))
