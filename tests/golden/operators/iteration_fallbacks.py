# Iteration falls back to __getitem__ from 0; membership falls back to iteration.
class G:
    def __getitem__(s, i):
        print("get", i)
        if i > 2: raise IndexError
        return i * 10
print(list(G()), 10 in G(), 99 in G())
a, b, c = G(); print(c)
class I:
    def __iter__(s): yield 1; yield 2
print(2 in I(), 3 in I(), sum(I()), *I())
class NoIter: __iter__ = None
class NoContains:
    __contains__ = None
    def __iter__(s): return iter([1])
for f in (lambda: list(NoIter()), lambda: 1 in NoContains(), lambda: 1 in NoIter(), lambda: reversed(I())):
    try: f()
    except TypeError as e: print(e)
class R(G):
    def __len__(s): return 2
print(list(reversed(R())))
class Rev:
    def __reversed__(s): return "rev"
print(reversed(Rev()))
