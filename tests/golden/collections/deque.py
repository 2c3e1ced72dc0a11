# deque: both ends, rotation, bounds, errors.
from collections import deque
d = deque([1, 2, 3]); d.append(4); d.appendleft(0)
print(d, d.pop(), d.popleft(), d, len(d), d[0], d[-1], 2 in d)
d.extend("ab"); d.extendleft("xy"); print(d); d.rotate(2); print(d); d.rotate(-3); print(d); d.reverse()
print(d)
m = deque(range(5), maxlen=3); print(m, m.maxlen); m.append(9); print(m); m.appendleft(8); print(m)
m += [1, 2, 3, 4]; print(m)
print(d.index("a"), d.count(1), d.copy() == d, deque("ab") + deque("c"), deque("ab") * 2)
print(deque([1]) < deque([2]), deque() == deque(), list(reversed(deque("abc"))), deque([1, 2, 3]).__class__)
print(bool(deque())); d.insert(1, "ins"); d.remove("a"); d[0] = "zero"
del d[1]; print(d); d.clear(); print(d)
for f in (
    lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1])[5], lambda: deque([1]).remove(2),
    lambda: deque([1]).index(2), lambda: deque(5), lambda: deque([], -1), lambda: deque([1], 1).insert(0, 2),
    lambda: deque([1, 2])[0:1], lambda: hash(deque()), lambda: deque() < [1], lambda: deque() + [1],
):
    try: print(f())
    except (IndexError, ValueError, TypeError) as e: print(type(e).__name__, e)
q = deque([1, 2])
try:
    for x in q: q.append(x)
except RuntimeError as e: print(e)
r = deque([1]); r.append(r); print(r)
