# __getattr__ is asked only when normal lookup fails.
class C:
    x = 1
    def __getattr__(s, n):
        if n.startswith("no"): raise AttributeError(f"refused {n}")
        return f"made {n}"
c = C()
print(c.x, c.y, getattr(c, "z"), getattr(c, "no", "default"), hasattr(c, "nope"), hasattr(c, "yes"))
try: c.nothing
except AttributeError as e: print(e)
c.y = 2; print(c.y)
try: C.q
except AttributeError as e: print(e)
try: len(c)
except TypeError as e: print(e)
print(c.__len__ if 0 else "special methods skip it")
class D(C):
    def __getattr__(s, n): return "D+" + super().__getattr__(n)
print(D().abc)
