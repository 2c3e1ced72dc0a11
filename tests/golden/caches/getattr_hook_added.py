# Adding __getattr__, __getattribute__ or __setattr__ to a class takes effect at once.
class C: pass
c = C(); c.a = 1
def get(n="a"): return c.a if n == "a" else c.zz
for _ in range(20): get()
C.__getattr__ = lambda s, n: f"hook {n}"; print(get(), get("zz"))
C.__getattribute__ = lambda s, n: f"all {n}"; print(get(), get("zz")); del C.__getattribute__; print(get())
del C.__getattr__
try: get("zz")
except AttributeError as e: print(e)
def put(): c.a = 5
for _ in range(20): put()
C.__setattr__ = lambda s, n, v: print("set", n, v); put(); del C.__setattr__; put(); print(c.a)
