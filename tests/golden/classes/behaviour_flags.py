# What is known of a class's special methods must follow when they change: items, truth, equality, hashes.
from collections import defaultdict


class Keyed(dict):
    pass


class Late(Keyed):
    pass


d, k = Late(a=1), (1, (2, 3))
d[k] = 2
hash(k)
print(d["a"], d[k], k in d, d[1, (2, 3)])
Keyed.__getitem__ = lambda self, key: ("got", key)
Keyed.__contains__ = lambda self, key: key == "x"
print(d["a"], d[k], k in d, "x" in d)
Keyed.__setitem__ = lambda self, key, value: dict.__setitem__(self, key, value * 2)
d[k] = 5
del Keyed.__getitem__, Keyed.__contains__
print(d["a"], d[k], k in d, "x" in d)

m = defaultdict(list)
m[k].append(1)
m[(1, (2, 3))].append(2)
m[None].append(3)
print(dict(m), "y" in m, len(m))


class Truth:
    pass


class Sub(Truth):
    pass


o = Sub()
print("yes" if o else "no", not o, bool(o))
Truth.__len__ = lambda self: 0
print("yes" if o else "no", not o, bool(o))
Truth.__bool__ = lambda self: True
print("yes" if o else "no", not o, bool(o))
del Truth.__len__, Truth.__bool__
print("yes" if o else "no", not o, bool(o))


class Meta(type):
    pass


class WithMeta(metaclass=Meta):
    pass


print(bool(WithMeta), WithMeta == WithMeta, WithMeta != Meta)
Meta.__bool__ = lambda cls: False
Meta.__eq__ = lambda cls, other: "eq"
Meta.__hash__ = lambda cls: 7
print(bool(WithMeta), WithMeta == 1, hash(WithMeta))


class Hashed:
    def __hash__(self):
        return 4


a, b = Hashed(), Hashed()
print(a == a, a == b, a != b, a in [b], a in {b, a}, {a: 1}.get(b), a == 4, 4 == a)
Hashed.__eq__ = lambda self, other: True
print(a == b, a in [b], a in (b,), {a: 1}.get(b), a == 4)


class Number(int):
    pass


n = Number(5)
print(n in {5}, 5 in {n}, n in {5.0: 1}, n in [4, 5], (n, 1) in {(5, 1)}, {n: 1}[5], n == 5, Number(2**70) in {2**70})
Number.__hash__ = lambda self: 99
print(n in {5}, hash(n), n in [4, 5])
Number.__eq__ = lambda self, other: False
print(n in {5}, n in [4, 5], n in (n,))
