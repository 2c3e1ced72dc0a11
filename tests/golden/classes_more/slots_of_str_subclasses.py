# __slots__ of subclasses of str, whose length varies: values, deletion, missing attributes, inheritance.
class Line(str):
    __slots__ = "clean", "extra"
a = Line("hello" * 100)
try: a.clean
except AttributeError as e: print(e)
a.clean = 5; a.extra = [1]; print(a.clean, a.extra, len(a), hasattr(a, "__dict__"))
a.clean += 1; del a.extra; print(a.clean, hasattr(a, "extra"))
try: del a.extra
except AttributeError as e: print(e)
try: a.other = 1
except AttributeError as e: print(e)
class More(Line):
    def put(self, x): self.clean = x; self.free = x * 2; return self
for i in range(6): b = More("x" * i).put(i); print(b, b.clean, b.free, Line.clean.__get__(b), end="; ")
print([Line(str(i)).__class__.__name__ for i in range(3)])
