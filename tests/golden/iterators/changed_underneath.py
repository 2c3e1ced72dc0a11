# What iterators see when their container changes or vanishes.
a = [1, 2, 3, 4]; it = iter(a); next(it); del a[0]; print(next(it), list(it))
a = [1, 2, 3]; it = iter(a); next(it); a.clear(); print(list(it)); a.extend([7, 8, 9]); print(list(it))
a = [1, 2, 3]; r = reversed(a); a.append(4); print(list(r)); a = [1, 2, 3]; r = reversed(a); next(r)
a.insert(0, 0); print(list(r))
b = bytearray(b"abc"); it = iter(b); next(it); b[1] = 120; print(list(it))
it = iter([10, 20, 30]); it.__setstate__(2); print(list(it)); it = iter(range(10)); it.__setstate__(7); print(list(it))
