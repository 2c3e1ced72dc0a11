# Non-data descriptors that replace themselves, class properties, and computed attributes.
class lazy:
    def __init__(self, f): self.f = f
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, o, t):
        if o is None: return self
        print("computing", self.name)
        v = o.__dict__[self.name] = self.f(o)
        return v
class classprop:
    def __init__(self, f): self.f = f
    def __get__(self, o, t): return self.f(t)
class typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name): self.n = "_" + name
    def __get__(self, o, t): return getattr(o, self.n) if o else self
    def __set__(self, o, v):
        if not isinstance(v, self.kind): raise TypeError(f"{self.n[1:]} must be {self.kind.__name__}, not {type(v).__name__}")
        setattr(o, self.n, v)
class C:
    size = typed(int); label = typed(str)
    def __init__(self, size, label="l"): self.size, self.label = size, label
    @lazy
    def total(self): return self.size * 10
    @classprop
    def name(cls): return cls.__name__.lower()
class D(C): pass
c = C(3); print(c.total, c.total, c.__dict__, C.name, D(1).name, C.total.name); del c.total; c.size = 5; print(c.total)
for f in (lambda: C("x"), lambda: setattr(c, "label", 5)):
    try: f()
    except TypeError as e: print(e)
print(c.size, c.label)
