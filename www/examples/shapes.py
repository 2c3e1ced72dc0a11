# Data classes and structural pattern matching.
from dataclasses import dataclass
from math import pi


@dataclass
class Circle:
    radius: float


@dataclass
class Rectangle:
    width: float
    height: float


def area(shape):
    match shape:
        case Circle(radius=r):
            return pi * r * r
        case Rectangle(width=w, height=h) if w == h:
            print("a square:", end=" ")
            return w * h
        case Rectangle(width=w, height=h):
            return w * h
        case _:
            raise TypeError(f"not a shape: {shape!r}")


for shape in [Circle(1), Rectangle(2, 3), Rectangle(4, 4), "triangle"]:
    print(shape, "->", f"{area(shape):.2f}")
