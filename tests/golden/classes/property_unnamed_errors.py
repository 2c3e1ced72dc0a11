# Errors of properties name the property and the class.
p = property()
class C: a = p; b = property(lambda s: 1)
c = C()
for src in ("c.a", "c.a = 1", "del c.a", "c.b = 2", "del c.b"):
    try: exec(src)
    except AttributeError as e: print(e)
q = property()
for f in (lambda: q.__get__(c), lambda: q.__set__(c, 1), lambda: q.__delete__(c)):
    try: f()
    except AttributeError as e: print(e)
print(C.a is p, p.__get__(None, C) is p)
class D:
    @property
    def broken(self): raise AttributeError("inside")
    def __getattr__(self, n): return f"fallback {n}"
print(D().broken)
