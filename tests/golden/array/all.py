# array.array: type codes, methods, bytes, errors.
from array import array
a = array("h", [1, -2, 3]); a.append(4); a.extend([5]); a.insert(0, 0)
print(a, a[1], a[-1], a[1:3], len(a), a.typecode, a.itemsize, a.pop(), a.index(3), a.count(1), 3 in a)
print(a.tolist(), a + array("h", [9]), a * 2, a == array("h", a.tolist()), a < array("h", [9]))
a.remove(-2); a.reverse(); a[0] = 100; a[1:1] = array("h", [7, 8]); del a[-1]
print(a, list(reversed(a)), list(iter(a)))
print(array("u", "héy"), array("w", "a😀"), array("d", [1.5, 2]), array("b", b"ab"))
print(array("B", range(3)).tobytes(), array("b"), array("f", [0.5])[0], array("u", "ab").tounicode())
print(bytes(array("B", [65])), memoryview(array("B", [1, 2])).tolist(), array("i", (x for x in (1, 2))))
b = array("B"); b.frombytes(b"abc"); b.fromlist([1]); print(b); c = array("h", [1]); c.byteswap(); print(c[0])
for f in (
    lambda: array("z"), lambda: array("b", [200]), lambda: array("B", [-1]), lambda: array("h", ["a"]),
    lambda: array("h", "ab"), lambda: a.append(1.5), lambda: a[99], lambda: a.remove(12345),
    lambda: array("h").pop(), lambda: a + [1], lambda: a.__setitem__(slice(0, 1), [1]),
    lambda: array("h").frombytes(b"a"), lambda: array(5), lambda: array("ab"), lambda: hash(a),
    lambda: a.extend("x"), lambda: a.extend(array("b", [1])), lambda: array("d", ["x"]), lambda: a.index(999),
):
    try: print(f())
    except (TypeError, ValueError, OverflowError, IndexError) as e: print(type(e).__name__, e)
