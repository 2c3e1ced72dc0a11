# Classes with a common protocol, sorted, summed and formatted.
import math
from abc import ABC, abstractmethod
class Shape(ABC):
    registry = {}
    def __init_subclass__(cls, **k): super().__init_subclass__(**k); Shape.registry[cls.__name__.lower()] = cls
    @abstractmethod
    def area(self): ...
    def __lt__(self, other): return self.area() < other.area()
    def __str__(self): return f"{type(self).__name__}({', '.join(f'{k}={v}' for k, v in vars(self).items())})"
class Circle(Shape):
    def __init__(self, r): self.r = r
    def area(self): return math.pi * self.r ** 2
class Rect(Shape):
    def __init__(self, w, h): self.w, self.h = w, h
    def area(self): return self.w * self.h
class Square(Rect):
    def __init__(self, a): super().__init__(a, a)
shapes = [Shape.registry[n](*a) for n, *a in (("circle", 1), ("rect", 2, 3), ("square", 1.5))]
for s in sorted(shapes): print(f"{s!s:<20} {s.area():8.3f}")
print(f"{sum(s.area() for s in shapes):.4f}", max(shapes), isinstance(shapes[2], Rect), list(Shape.registry))
try: Shape()
except TypeError as e: print(e)
