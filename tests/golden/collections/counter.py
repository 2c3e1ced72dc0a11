# Counter counts, compares, and does multiset arithmetic.
from collections import Counter
c = Counter("abracadabra")
print(c, c.most_common(2), c["a"], c["z"], sum(c.values()), c.total(), sorted(c.elements())[:6])
c.update("aaa"); c.subtract({"b": 5}); print(c, +c, -c, "b" in c); del c["b"]; print(c.most_common()[-1])
a, b = Counter(x=3, y=1), Counter(x=1, y=2, z=0)
print(a + b, a - b, a & b, a | b, a == b, a >= b, Counter(x=1) <= a, a - Counter(), dict(b))
print(Counter(), Counter([1, 1.0, True]), Counter({"a": 0}), list(Counter("aab").items()))
print(Counter("ab") == Counter("ba"), repr(Counter(a=1)))
a += b; print(a); a -= Counter(x=9); print(a)
try: Counter.fromkeys("a")
except NotImplementedError as e: print(e)
