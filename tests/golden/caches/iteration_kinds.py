# One for loop over lists, tuples, dicts, sets, generators, ranges, strings and own iterators.
class I:
    def __iter__(s): return iter("own")
class G:
    def __getitem__(s, i):
        if i > 1: raise IndexError
        return i
def total(it):
    out = []
    for x in it: out.append(x)
    return out
def gen(): yield 1; yield 2
for _ in range(4): r = [total(x) for x in ([1, 2], (3,), {"k": 0}, {5}, gen(), range(3), "st", b"b", I(), G(), {1: 2}.items(), map(str, [1]), zip("a", "b"), enumerate("e"), reversed([1, 2]), iter([9]), bytearray(b"z"))]
print(r)
