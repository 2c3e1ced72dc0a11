# array.array: conversions of every type code, subscripts, buffers that are lent, pickled forms.
import array
from array import array as A
def t(f):
    try: print(repr(f()))
    except (TypeError, ValueError, OverflowError, IndexError, BufferError, AttributeError, EOFError) as e:
        print(type(e).__name__, e)
for f in (
    lambda: A(), lambda: A("i", x=1), lambda: A("i", [1], 2), lambda: A("i", [1.5]), lambda: A("b", [200]),
    lambda: A("b", [-200]), lambda: A("B", [256]), lambda: A("h", [40000]), lambda: A("H", [70000]), lambda: A("H", [-1]),
    lambda: A("i", [2**70]), lambda: A("I", [-1]), lambda: A("q", [2**63]), lambda: A("Q", [-1]), lambda: A("Q", [2**64]),
    lambda: A("f", ["a"]), lambda: A("w", [1]), lambda: A("w", ["ab"]), lambda: A("w", "añ😀"), lambda: A("i", b"123"),
    lambda: A("d", A("i", [1, 2])), lambda: A("i", A("w", "a")), lambda: A("f", [1e300, 0.1]), lambda: A("Q", [2**64 - 1]),
): t(f)
a = A("i", range(8))
for f in (
    lambda: a[2:6:2], lambda: a[::-1], lambda: a["a"], lambda: a[1.0], lambda: a[2**80], lambda: a.__setitem__(9, 1),
    lambda: a.__setitem__(0, "a"), lambda: a.__setitem__(slice(0, 1), A("d")), lambda: a.__delitem__(99),
    lambda: a.__setitem__(slice(0, 6, 2), A("i", [1])), lambda: a.index(3, 4), lambda: a.index(3, -7, 9), lambda: a.pop(-9),
    lambda: a + A("d"), lambda: a * "a", lambda: "a" * a, lambda: a.__iadd__([1]), lambda: a.fromlist((1,)),
    lambda: a.fromlist([1, "a"]), lambda: a.tounicode(), lambda: a < [1], lambda: a.foo, lambda: a.tofile(1),
    lambda: a.fromfile(1, 2), lambda: A("d", [float("nan")]).count(float("nan")), lambda: a == A("d", range(8)),
): t(f)
a[::3] = A("i", [-1, -2, -3]); del a[1:3]; a[2:2] = a; print(a)
del a[::2]; a *= 2; a += a; print(a, a.typecode, len(a))
m = memoryview(a); print(m.format, m.itemsize, m.shape, m.readonly)
for f in (lambda: a.append(1), lambda: a.pop(), lambda: a.clear(), lambda: a.__imul__(2), lambda: a.frombytes(b"abcd")): t(f)
m[0] = 99; m.release(); a.append(7); print(a[0], a[-1])
print(A("h", [1, -2]).__reduce_ex__(3)[1][1:], A("h", [1, -2]).__reduce_ex__(2)[1], A("w", "é").__reduce_ex__(4)[1][1:])
R = array._array_reconstructor
for f in (
    lambda: R(A, "i", 22, b"abc"), lambda: R(A, "h", 4, b"abc"), lambda: R(A, "h", 5, b"\0\1\xff\xfe"), lambda: R(A, "w", 19, b"\0a\0b\xd8\x3d\xde\0"), lambda: R(A, "w", 19, b"\0a"), lambda: R(A, "i", 12, b"abc"),
    lambda: R(A, "d", 15, b"\x3f\xc0\0\0"), lambda: R(A, "f", 17, b"\x3f\xf8" + bytes(6)), lambda: R(int, "d", 14, b""), lambda: R(1, "d", 14, b""),
    lambda: R(A, "z", 14, b""), lambda: R(A, "d", 14, "a"),
): t(f)
i = iter(A("B", [1, 2])); print(next(i), i.__reduce__()[2], list(i), i.__reduce__()[1:])
