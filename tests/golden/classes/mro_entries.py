# __mro_entries__ lets a non-class stand among the bases.
class Real: x = 1
class Stand:
    def __mro_entries__(s, bases): print(len(bases)); return (Real,)
class C(Stand()): pass
print(C.__bases__, C.x, len(C.__orig_bases__))
class Empty:
    def __mro_entries__(s, bases): return ()
class D(Empty(), Real): pass
print(D.__bases__)
class Bad:
    def __mro_entries__(s, bases): return 5
try:
    class E(Bad()): pass
except TypeError as e: print(e)
class F(list[int]): pass
print(F.__bases__, F.__orig_bases__)
try: type("G", (Stand(),), {})
except TypeError as e: print(e)
