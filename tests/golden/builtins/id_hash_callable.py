# id is stable and distinct for live objects; hash agrees with equality.
a, b = object(), object()
print(id(a) == id(a), id(a) != id(b), type(id(a)).__name__, callable(len), callable(lambda: 0), callable(5))
print(callable(object), callable("".join))
for x, y in (
    (1, 1.0), (1, True), (0.5, 0.5 + 0j), ("a", "".join(["a"])), ((1, 2), (1, 2)), (2**100, 2**100 * 1),
    (frozenset("ab"), frozenset("ba")), (b"a", b"a"), (range(3), range(0, 3)), (None, None),
):
    print(x == y, hash(x) == hash(y))
for x in ([], {}, set(), bytearray(), slice([], 1)):
    try: hash(x)
    except TypeError as e: print(e)
print(hash(a) == hash(a), type(hash("")).__name__, hash(0), hash(1), hash(-1), hash(-2), hash(True))
print(hash(float("inf")), hash(2**31 - 2))
