# collections.abc: checks by method and mixin methods.
from collections.abc import *
print([c.__name__ for c in (Hashable, Iterable, Iterator, Reversible, Sized, Container, Callable, Collection, Sequence, MutableSequence, Set, MutableSet, Mapping, MutableMapping, Awaitable, Generator, Buffer) if isinstance([], c)])
print(isinstance({}, Mapping), isinstance("", Sequence), isinstance(iter([]), Iterator))
print(isinstance((x for x in ""), Generator), isinstance(len, Callable), isinstance({}.keys(), KeysView))
print(isinstance(range(1), Sequence), isinstance(b"", Buffer), isinstance(1, Hashable))
print(isinstance([], Hashable), isinstance(memoryview(b""), Sequence))
class S(Sequence):
    def __init__(s, *a): s.a = a
    def __getitem__(s, i): return s.a[i]
    def __len__(s): return len(s.a)
s = S(3, 1, 2, 1); print(list(s), 1 in s, list(reversed(s)), s.index(2), s.count(1))
class M(MutableMapping):
    def __init__(s): s.d = {}
    def __getitem__(s, k): return s.d[k]
    def __setitem__(s, k, v): s.d[k] = v
    def __delitem__(s, k): del s.d[k]
    def __iter__(s): return iter(s.d)
    def __len__(s): return len(s.d)
m = M(); m.update(a=1, b=2)
print(m.pop("a"), m.setdefault("c", 3), sorted(m.items()), m.get("z"), "b" in m, m == {"b": 2, "c": 3})
print(m.popitem(), len(m)); m.clear(); print(dict(m))
class MySet(Set):
    def __init__(s, it=()): s.l = sorted(set(it))
    def __contains__(s, x): return x in s.l
    def __iter__(s): return iter(s.l)
    def __len__(s): return len(s.l)
a, b = MySet([1, 2, 3]), MySet([2, 3, 4])
print(list(a & b), list(a | b), list(a - b), list(a ^ b), a <= b, a.isdisjoint([9]), list(a & [1]))
try: Sequence()
except TypeError as e: print(e)
