# One subscript site serving lists, tuples, dicts, strings, ranges and classes of its own.
class S:
    def __getitem__(s, k): return ("S", k)
def get(o, k): return o[k]
things = [([10, 20], 1), ((1, 2), -1), ({"a": 1}, "a"), ("xyz", 2), (range(5), 3), (b"ab", 0), (S(), "k"), ({1: 2}, 1), ([1], 0), (bytearray(b"q"), 0), (memoryview(b"z"), 0), (list[int], 0)]
for _ in range(4):
    out = []
    for o, k in things:
        try: out.append(get(o, k))
        except Exception as e: out.append(type(e).__name__)
print(out)
def put(o, k, v): o[k] = v; return o[k]
print([put(o, k, 7) for _ in range(3) for o, k in (([1, 2], 0), ({}, "n"), (bytearray(2), 1), ({5: 5}, 5))][-4:])
