# defaultdict and OrderedDict.
from collections import defaultdict, OrderedDict
d = defaultdict(list); d["a"].append(1); print(d, d["b"], dict(d), d.get("zz"), "zz" in d, d.default_factory)
d.default_factory = None
try: d["q"]
except KeyError as e: print("KeyError", e)
print(defaultdict(int, a=1), defaultdict(), defaultdict(lambda: 5)["x"])
print(defaultdict(int, {"a": 1}) | {"b": 2}, defaultdict(int).copy())
try: defaultdict(5)
except TypeError as e: print(e)
o = OrderedDict(a=1, b=2, c=3); o.move_to_end("a"); print(o); o.move_to_end("c", last=False)
print(o, o.popitem(), o.popitem(last=False), o)
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1})
print(list(reversed(OrderedDict(x=1, y=2))), OrderedDict([(1, 2)]) | {3: 4}, OrderedDict.fromkeys("ab"))
print(OrderedDict())
try: o.move_to_end("zz")
except KeyError as e: print("KeyError", e)
