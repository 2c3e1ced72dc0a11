# property: getter, setter, deleter, documentation and errors.
class C:
    def __init__(self): self._x = 1
    @property
    def x(self): "doc of x"; return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): print("deleted"); self._x = None
    @property
    def ro(self): return "ro"
    wo = property(None, lambda s, v: print("set", v))
c = C()
c.x = 5; print(c.x); del c.x; print(c.x, C.x.__doc__, c.ro)
c.wo = 3
for src in ("c.ro = 1", "del c.ro", "c.wo", "del c.wo", "C.x.fget.zz"):
    try: exec(src)
    except AttributeError as e: print(e)
p = C.__dict__["x"]
print(type(p).__name__, p.fget.__name__, p.fset is not None, p.__name__, p.__isabstractmethod__)
c.__dict__["ro"] = "shadow"; print(c.ro)
class D(C):
    @C.x.getter
    def x(self): return "overridden"
d = D(); print(d.x); d.x = 9; print(d._x)
C.late = property(lambda s: "late"); print(c.late)
