# A native drives a generator that itself uses natives that drive generators.
def numbers(n):
    for i in range(n): yield sum(x for x in range(i))
print(list(numbers(5)), sorted(numbers(5), key=lambda v: (g := iter([v % 3])) and next(g)), max(numbers(6)))
print("-".join(str(v) for v in numbers(4)), list(zip(numbers(3), numbers(3))), dict(zip("ab", numbers(2))))
print(any(v > 2 for v in numbers(9)), set(numbers(3)) == {0, 1}, tuple(reversed(list(numbers(4)))))
def tree(n): return [tree(n - 1) for _ in range(2)] if n else "x"
def flat(t): return sum((flat(x) for x in t), []) if isinstance(t, list) else [t]
print(len(flat(tree(6))))
def fail():
    yield 1
    raise RuntimeError("from generator")
for f in (
    list, sum, sorted, max, tuple, set, "".join, dict, any if 0 else all, lambda g: [*g],
    lambda g: next(zip(g, g)), lambda g: bytes(g),
):
    try: f(fail()); print("fine")
    except (RuntimeError, TypeError) as e: print(type(e).__name__, e)
