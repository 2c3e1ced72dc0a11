# operator.length_hint and __length_hint__ of iterators.
from operator import length_hint
class H:
    def __init__(s, h): s.h = h
    def __length_hint__(s): return s.h
    def __iter__(s): return iter([1])
print(length_hint([1, 2]), length_hint(iter([1, 2, 3])), length_hint(5, 9), length_hint(H(4)))
print(length_hint(H(NotImplemented), 7))
for v in (-1, "x", 1.5):
    try: length_hint(H(v))
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
it = iter(range(5)); next(it)
print(length_hint(it), length_hint(reversed([1, 2])), length_hint(iter({1: 2})), length_hint(iter("abc")))
print(list(H(100)))
