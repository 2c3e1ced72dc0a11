# The generator seeded gives CPython's numbers.
import random
r = random.Random(42)
print([r.random() for _ in range(3)], [r.randrange(100) for _ in range(5)], r.randint(1, 6))
print(r.choice("abcdef"), r.getrandbits(70), r.uniform(1, 2), [r.randrange(0, 1000, 7) for _ in range(3)])
l = list(range(10)); r.shuffle(l)
print(l, r.sample(range(100), 5), r.choices("abc", k=5), r.choices([1, 2], weights=[1, 9], k=6))
print(r.choices("ab", cum_weights=[1, 3], k=4), r.randbytes(5), r.sample("abc", 3, counts=[2, 0, 1]))
for s in (0, -5, "text", b"bytes", 2**70, 7): print(random.Random(s).random())
random.seed(3); a = random.getstate(); x = random.random(); random.setstate(a)
print(x == random.random(), random.Random(1).getrandbits(0), random.Random(1).getrandbits(1))
print(random.Random(1).getrandbits(32), random.Random(2**100).getrandbits(128))
for f in (
    lambda: r.randrange(0), lambda: r.randint(5, 1), lambda: r.choice([]), lambda: r.sample([1], 2),
    lambda: r.getrandbits(-1), lambda: r.randrange(1.5), lambda: r.choices([], k=1),
    lambda: random.Random([]), lambda: r.sample({1}, 1), lambda: r.choices([1], weights=[0]),
):
    try: print(f())
    except (ValueError, IndexError, TypeError) as e: print(type(e).__name__, e)
