# One site reading an attribute of many classes gets each class's own.
def mk(i):
    if i % 4 == 0: return type(f"P{i}", (), {"x": property(lambda s: f"prop{i}")})
    if i % 4 == 1: return type(f"S{i}", (), {"__slots__": ("x",), "__init__": lambda s: setattr(s, "x", f"slot{i}")})
    if i % 4 == 2: return type(f"C{i}", (), {"x": f"class{i}"})
    return type(f"I{i}", (), {"__init__": lambda s: s.__dict__.update(x=f"inst{i}")})
objs = [mk(i)() for i in range(12)]
def read(o): return o.x
for _ in range(3): out = [read(o) for o in objs]
print(out)
def write(o, v):
    try: o.x = v
    except AttributeError: return "refused"
    return o.x
print([write(o, n) for n, o in enumerate(objs)])
