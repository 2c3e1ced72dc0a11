# pprint and reprlib lay out nested data.
from pprint import pprint, pformat, isreadable
import reprlib
d = {"name": "x" * 30, "items": list(range(30)), "nested": {"a": [1, {"b": (1, 2)}], "longer key here": "some text " * 5}, "set": {3, 1, 2}}
pprint(d); pprint(d, width=40, depth=2); pprint([1, 2]); pprint({"b": 1, "a": 2}, sort_dicts=False)
print(pformat("long " * 30, width=40)); pprint([["a" * 20] * 3], indent=4)
pprint((1,)); pprint({}); pprint(list("abc" * 10), compact=True, width=30)
l = [1]; l.append(l); print(pformat(l).split(" with ")[0], isreadable(l), isreadable([1]))
print(reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.repr({i: i for i in range(10)}))
print(reprlib.repr(set(range(10))), reprlib.repr([[[[[[[1]]]]]]]))
class R:
    @reprlib.recursive_repr()
    def __repr__(self): return "<" + repr(self.me) + ">"
r = R(); r.me = r; print(r)
