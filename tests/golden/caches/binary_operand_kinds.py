# One addition site serving ints, floats, strings, lists, big ints and classes.
class A:
    def __add__(s, o): return "A+"
    def __radd__(s, o): return "+A"
def add(a, b): return a + b
def cmp(a, b): return a < b, a == b
pairs = [(1, 2), (1.5, 2), (2, 1.5), ("a", "b"), ([1], [2]), (2**62, 2**62), (2**48 - 1, 1), (A(), 1), (1, A()), (True, True), (1j, 1), ((1,), (2,)), (b"a", b"b"), (-2**48, -1)]
for _ in range(5): out = [add(a, b) for a, b in pairs]
print(out)
print([cmp(a, b) for _ in range(3) for a, b in pairs if not isinstance(a, (A, complex)) and not isinstance(b, A)][-11:])
for bad in ((1, "a"), ("a", 1), (None, 1), ([], ())):
    try: add(*bad)
    except TypeError as e: print(e)
