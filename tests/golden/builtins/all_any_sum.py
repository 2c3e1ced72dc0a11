# all, any and sum stop early or add up exactly.
def t(x): print("saw", x); return x
print(all(t(x) for x in (1, 0, 2)), any(t(x) for x in (0, 3, 4)), all([]), any([]), all("abc"), any({0: 1}))
print(sum([]), sum([1, 2]), sum([1.5, 2]), sum([0.1] * 10), sum([[1], [2]], []), sum((1, 2), 10))
print(sum([1], start=5), sum([True, True]), sum([1j, 2]), sum([10**20, -10**20, 1]))
print(sum([2**62, 2**62, 2**62]), sum([0.1, 0.2, 0.3]), sum([1e308, 1e308, -1e308]), sum([1, 2.5, 3]))
print(sum(range(1000)), sum([1e16, 1.0, -1e16]), sum([float("inf"), 1.0]))
class A:
    def __add__(s, o): return "A+"
    def __radd__(s, o): return ("radd", o)
print(sum([A()]), sum([(1,), (2,)], ()))
for f in (
    lambda: sum(["a", "b"]), lambda: sum(["a"], ""), lambda: sum([b"a"], b""), lambda: sum([[1]]),
    lambda: sum(5), lambda: all(5), lambda: sum([1], [2]), lambda: sum([bytearray()], bytearray()),
):
    try: print(f())
    except TypeError as e: print(e)
