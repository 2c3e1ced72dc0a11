# What object itself provides: comparison, hash, repr, attribute access, __init_subclass__, __reduce__, __sizeof__.
class C: pass
c = C()
print(object.__eq__(c, c), object.__eq__(c, C()), object.__ne__(c, C()), object.__lt__(c, c), c.__class__)
print(repr(c).startswith("<__main__.C object at 0x"), str(c) == repr(c), c.__format__("") == str(c))
print(hash(c) == object.__hash__(c), c.__dir__() is not None, C.__doc__, c.__init__(), c.__init_subclass__())
print(C.__subclasshook__(1), c.__reduce_ex__(2)[1], c.__getstate__(), c.__sizeof__() > 0)
c.x = 1; print(c.__getstate__(), c.__reduce_ex__(2)[2], object.__getattribute__(c, "x"), object().__class__)
print(object.__new__(C).__dict__, object.__doc__[:20], C.__module__)
print(C.__dict__.keys() >= {"__module__", "__dict__", "__weakref__", "__doc__"}, C.__weakref__.__name__)
print(type(C.__dict__["__dict__"]).__name__)
for f in (
    lambda: object().x, lambda: setattr(object(), "x", 1), lambda: object() < object(), lambda: len(object()),
    lambda: object()(), lambda: iter(object()), lambda: object()[0], lambda: object() + 1,
    lambda: int(object()), lambda: object.__new__(), lambda: object.__getattribute__(1),
    lambda: object.__setattr__(c, "__class__", 5), lambda: object().__dict__,
):
    try: print(f())
    except (TypeError, AttributeError) as e: print(type(e).__name__, str(e).split(" at 0x")[0])
