# Attributes of instances: setting, shadowing, deleting, __dict__.
class C:
    a = 1
    def m(self): return "m"
c = C()
print(c.a, c.__dict__); c.a = 2; c.b = 3
print(c.a, C.a, c.__dict__, vars(c) is c.__dict__)
del c.a; print(c.a)
try: del c.a
except AttributeError as e: print(e)
c.m = lambda: "own"; print(c.m())
c.__dict__["via"] = 5; print(c.via)
c.__dict__ = {"new": 1}; print(c.new, hasattr(c, "b"))
for bad in (5, None): 
    try: c.__dict__ = bad
    except TypeError as e: print(e)
del c.__dict__; print(c.__dict__)
try: c.zzz
except AttributeError as e: print(e)
try: C.zzz
except AttributeError as e: print(e)
