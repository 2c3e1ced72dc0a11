# memoryview: attributes, indexing, slicing, comparison, release.
m = memoryview(b"abcdef")
print(m[0], m[-1], bytes(m[1:3]), m.tolist(), len(m), m.nbytes, m.itemsize, m.format, m.ndim, m.shape)
print(m.strides, m.readonly, m.contiguous, m.c_contiguous, m.suboffsets, m.obj)
print(m == b"abcdef", m[::2] == b"ace", m[::-1].tolist(), m != b"x", bytes(m[::-2]), 97 in m, m.tobytes())
print(list(m)[:2], m.hex(":"), m[2:4][0], hash(m) == hash(b"abcdef"), m.toreadonly().readonly)
w = memoryview(bytearray(b"abc")); w[0] = 120; w[1:] = b"yz"; print(w.obj, w.readonly)
for f in (
    lambda: m.__setitem__(0, 1), lambda: m[6], lambda: m["a"], lambda: w.__setitem__(0, 256),
    lambda: w.__setitem__(0, "a"), lambda: w.__setitem__(slice(0, 2), b"abc"), lambda: w.__delitem__(0),
    lambda: hash(w), lambda: m[0, 0], lambda: memoryview(5), lambda: memoryview(), lambda: m < m,
):
    try: print(f())
    except (TypeError, ValueError, IndexError, NotImplementedError) as e: print(type(e).__name__, e)
with memoryview(b"x") as v: print(v[0])
for f in (lambda: v[0], lambda: len(v), lambda: v.tolist()):
    try: f()
    except ValueError as e: print(e)
print(m.index(99), m.count(97))
