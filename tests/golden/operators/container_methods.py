# Subscript, length, membership and deletion through special methods.
class C:
    def __getitem__(s, k): return f"get {k}"
    def __setitem__(s, k, v): print("set", k, v)
    def __delitem__(s, k): print("del", k)
    def __len__(s): return 42
    def __contains__(s, x): return x == "in"
    def __missing__(s, k): return "never"
c = C()
print(c[1], c[1:2], len(c), "in" in c, "out" in c, "out" not in c); c[1] = 2; c[:] = 3; del c["k"], c[::2]
class D(dict):
    def __missing__(s, k): s[k] = f"made {k}"; return s[k]
d = D(); print(d["x"], d, d.get("y"), "y" in d)
class OnInstance: pass
o = OnInstance(); o.__len__ = lambda: 5; o.__getitem__ = lambda k: k
for f in (lambda: len(o), lambda: o[1]):
    try: f()
    except TypeError as e: print(e)
