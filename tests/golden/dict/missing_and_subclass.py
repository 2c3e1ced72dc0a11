# __missing__, overridden methods, and what the built-in methods ignore.
class D(dict):
    def __getitem__(s, k): return ("own", super().__getitem__(k))
    def __setitem__(s, k, v): super().__setitem__(k, v * 2)
    def __contains__(s, k): return True
    def keys(s): return ["fake"]
d = D(a=1); d["b"] = 2; d.update(c=3); d.setdefault("e", 5)
print(dict.__repr__(d), d["a"], d.get("b"), "zz" in d, d.keys(), len(d), list(d), d.pop("b"))
class C(dict):
    def __missing__(s, k): return f"missing {k}"
c = C(); print(c["x"], c.get("x"), "x" in c, len(c))
try: c.pop("x")
except KeyError as e: print("KeyError", e)
class N(dict):
    def __missing__(s, k): raise LookupError(k)
try: N()["q"]
except LookupError as e: print(type(e).__name__, e)
