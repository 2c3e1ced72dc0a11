# Code executed in dictionaries of its own: functions keep them, classes see them.
ns = {"y": 2}
exec("""
x = 1
def f(): return x + y
class C:
    z = x
    def get(self): return x, y
def set_x(v):
    global x
    x = v
""", ns)
print(ns["f"](), ns["C"]().get(), ns["C"].z); ns["set_x"](10); print(ns["f"](), ns["x"], "x" in globals()); ns["y"] = 5; print(ns["f"](), ns["f"].__globals__ is ns, ns["C"].__module__)
g, l = {"a": 1}, {"b": 2}
exec("c = a + b\ndef h(): return a\nr = [a + i for i in range(2)]", g, l); print(sorted(k for k in l), l["h"](), l["r"])
try: exec("def h2(): return b\nh2()", g, l)
except NameError as e: print(e)
class Loc(dict):
    def __missing__(self, k): raise KeyError(k)
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
d = Loc(); exec("q = 1; r = 2", {}, d); print(d)
def local_exec():
    a = 1
    ns = locals(); exec("a = 2; b = 3", globals(), ns); return a, ns["a"], ns["b"]
print(local_exec(), eval("a + b", {"a": 1}, {"b": 5}), eval("[a for _ in range(2)]", {"a": 7}))
