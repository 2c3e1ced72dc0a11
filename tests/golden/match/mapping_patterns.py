# Mapping patterns look up keys, ignore others, and can capture the rest.
def f(x):
    match x:
        case {"type": "a", "v": v}: return f"a {v}"
        case {"type": t, **rest}: return f"type {t} rest {rest}"
        case {1: _, 2: [x, y]}: return f"nums {x} {y}"
        case {}: return "any mapping"
    return "no"
for x in ({"type": "a", "v": 1, "z": 0}, {"type": "b", "q": 2}, {1: 0, 2: (3, 4)}, {1: 0}, {}, [], None): print(f(x))
from collections import defaultdict, ChainMap
d = defaultdict(int)
match d:
    case {"missing": x}: print("never")
    case _: print("default not made", dict(d))
match ChainMap({"a": 1}, {"b": 2}):
    case {"b": b, **r}: print(b, r)
import types
match types.MappingProxyType({"a": 1}):
    case {"a": x}: print("proxy", x)
