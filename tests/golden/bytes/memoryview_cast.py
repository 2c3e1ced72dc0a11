# memoryview.cast changes format and shape.
a = bytearray(range(12)); m = memoryview(a)
h = m.cast("H"); print(len(h), h.itemsize, h.format, h[0] in (256, 1), h.cast("B").tolist()[:3])
d = m.cast("B", [3, 4]); print(d.shape, d.ndim, d[1, 2], d.tolist(), d.strides, len(d))
s = m.cast("b"); s[0] = -1; print(a[0]); c = m.cast("c"); print(c[1], c.tolist()[:2])
i = m[:8].cast("i"); i[0] = 7; print(i[0], i.tolist()[0])
f = memoryview(bytearray(8)).cast("d"); f[0] = 1.5; print(f[0], f.nbytes)
q = memoryview(bytearray(1)).cast("?"); q[0] = True; print(q[0])
for g in (
    lambda: m[:3].cast("H"), lambda: m.cast("z"), lambda: m.cast("B", [5, 2]), lambda: h.cast("i"),
    lambda: m[::2].cast("B"), lambda: d[0], lambda: d[5, 0], lambda: s.__setitem__(0, 200),
    lambda: c.__setitem__(0, 5), lambda: f.__setitem__(0, "x"), lambda: m.cast(5),
):
    try: print(g())
    except (TypeError, ValueError, NotImplementedError, IndexError) as e: print(type(e).__name__, e)
