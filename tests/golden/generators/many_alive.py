# Thousands of suspended generators keep their own state.
def counter(n):
    i = n
    while True:
        i += 1
        yield i
gs = [counter(i) for i in range(5000)]
print(sum(next(g) for g in gs), sum(next(g) for g in reversed(gs)), next(gs[1234]))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
from itertools import islice
print(list(islice(fib(), 20)))
