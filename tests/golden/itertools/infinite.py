# count, cycle and repeat.
from itertools import count, cycle, repeat, islice
take = lambda it, n=4: list(islice(it, n))
print(take(count()), take(count(5)), take(count(1, 2)), take(count(0.5, 0.25)), take(count(-1, -1)))
print(take(count(10**20)), count(3), count(1, 2), take(count(step=3)))
print(take(cycle("ab"), 5), take(cycle([])), list(repeat("x", 3)), take(repeat(1)), list(repeat(1, 0)))
print(list(repeat(1, -5)), repeat(5), repeat(5, 2), list(map(pow, range(4), repeat(2))))
r = repeat(1, 3); next(r); print(r, list(r))
for f in (lambda: count("a"), lambda: cycle(5), lambda: repeat(), lambda: repeat(1, "a"), lambda: count(1, 2, 3)):
    try: print(f())
    except TypeError as e: print(e)
