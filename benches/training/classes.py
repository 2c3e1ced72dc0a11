# Trains classes: inheritance, super, properties, slots, dunder methods, descriptors, dataclasses, enums, named tuples, ABCs.
import math
from abc import ABC, abstractmethod
from collections import namedtuple
from dataclasses import dataclass, field, replace
from enum import Enum, Flag, IntEnum, auto
from functools import cached_property, total_ordering
from typing import NamedTuple
from zlib import crc32


class Shape(ABC):
    count = 0

    def __init__(self, name):
        self.name = name
        type(self).count += 1

    @abstractmethod
    def area(self): ...

    @property
    def label(self):
        return f"{self.name}:{self.area():.2f}"

    @classmethod
    def unit(cls):
        return cls("unit", 1)

    @staticmethod
    def scale(value, factor=2):
        return value * factor

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"


class Circle(Shape):
    def __init__(self, name, radius):
        super().__init__(name)
        self._radius = radius

    @property
    def radius(self):
        return self._radius

    @radius.setter
    def radius(self, value):
        if value < 0:
            raise ValueError("negative radius")
        self._radius = value

    def area(self):
        return math.pi * self._radius**2


class Square(Shape):
    def __init__(self, name, side):
        super().__init__(name)
        self.side = side

    def area(self):
        return self.side * self.side

    @cached_property
    def diagonal(self):
        return math.sqrt(2) * self.side


class Tile(Square):
    def area(self):
        return super().area() * 0.9


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, k):
        if isinstance(k, Vector):
            return self.x * k.x + self.y * k.y
        return Vector(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __abs__(self):
        return math.hypot(self.x, self.y)

    def __bool__(self):
        return bool(self.x or self.y)

    def __repr__(self):
        return f"Vector({self.x!r}, {self.y!r})"

    def __iter__(self):
        yield self.x
        yield self.y


@total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(int(part) for part in text.split("."))

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts

    def __str__(self):
        return ".".join(map(str, self.parts))

    def __format__(self, spec):
        return format(str(self), spec)


class Shelf:
    def __init__(self, *items):
        self._items = list(items)

    def __len__(self):
        return len(self._items)

    def __getitem__(self, i):
        return Shelf(*self._items[i]) if isinstance(i, slice) else self._items[i]

    def __setitem__(self, i, value):
        self._items[i] = value

    def __delitem__(self, i):
        del self._items[i]

    def __contains__(self, value):
        return value in self._items

    def __iter__(self):
        return iter(self._items)

    def __call__(self, f):
        return Shelf(*(f(item) for item in self))

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return [getattr(item, name, None) for item in self._items]


class Positive:
    def __set_name__(self, owner, name):
        self.slot = "_" + name

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self.slot)

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f"{self.slot[1:]} must be positive")
        setattr(instance, self.slot, value)


class Order:
    quantity = Positive()
    price = Positive()
    registry = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Order.registry[cls.__name__.lower()] = cls

    def __init__(self, quantity, price):
        self.quantity, self.price = quantity, price

    def total(self):
        return self.quantity * self.price


class Discounted(Order):
    def total(self):
        return super().total() * 0.8


class LoggedMixin:
    def total(self):
        self.logged = getattr(self, "logged", 0) + 1
        return super().total()


class LoggedDiscounted(LoggedMixin, Discounted): ...


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3

    @property
    def code(self):
        return f"#{self.value:02x}"


class Level(IntEnum):
    LOW = auto()
    HIGH = auto()


class Access(Flag):
    READ = auto()
    WRITE = auto()
    ALL = READ | WRITE


Point = namedtuple("Point", "x y", defaults=[0])


class Place(NamedTuple):
    name: str
    at: Point = Point(0)


@dataclass(order=True)
class Item:
    rank: int
    name: str = field(compare=False)
    tags: list = field(default_factory=list, compare=False)

    def __post_init__(self):
        self.tags.append(self.name[0])


@dataclass(frozen=True, slots=True)
class Money:
    amount: int
    unit: str = "EUR"

    def __add__(self, other):
        return replace(self, amount=self.amount + other.amount)


def shapes(n):
    made = [Circle("c", n % 5 + 0.5), Square("s", n), Tile("t", 3), Circle.unit(), Tile.unit()]
    made[0].radius = n % 7
    try:
        made[0].radius = -1
    except ValueError as error:
        message = str(error)
    made.sort(key=lambda shape: (shape.area(), shape.name))
    return [shape.label for shape in made], message, Shape.scale(n), made, Square("q", n).diagonal, [isinstance(s, Square) for s in made]


def vectors(n):
    total = Vector(0, 0)
    for i in range(12):
        step = Vector(i, n) * 2 - Vector(1, i)
        total += step if step else -step
        total = total + 3 * Vector(1, 0.5)
    x, y = total
    unique = {Vector(i % 3, i % 2) for i in range(9)}
    return total, abs(total), x * y, len(unique), Vector(1, 2) in unique, total == Vector(*total), Vector(1, 2) * total


def containers(n):
    shelf = Shelf(*(Item(i * 7 % 10, f"item{i}") for i in range(8)))
    shelf[0] = Item(n, "first")
    del shelf[-1]
    ranks = shelf(lambda item: item.rank)
    low, high = min(shelf), max(shelf)
    return len(shelf), list(ranks), 3 in ranks, shelf.name, [i.tags for i in shelf[2:4]], low.name, high, sorted(shelf)[1], shelf[1] == shelf[1]


def orders(n):
    kinds = [Order(n + 1, 2.5), Discounted(2, n + 4), Order.registry["loggeddiscounted"](3, 10)]
    totals = [kind.total() for kind in kinds for _ in range(3)]
    try:
        kinds[0].quantity = 0
    except ValueError as error:
        totals.append(error.args)
    versions = sorted(map(Version, ["1.10", "1.9", f"0.{n}", "1.9.1"]))
    return totals, kinds[2].logged, [f"{v:>6}" for v in versions], versions[0] <= versions[1], versions[-1] >= Version("1.10"), type(kinds[2]).__mro__[1].__name__


def values(n):
    color, level = Color(n % 3 + 1), Level.HIGH
    access = Access.READ if n % 2 else Access.ALL
    place = Place(f"p{n}", Point(n, 2))
    money = sum((Money(i) for i in range(5)), Money(n))
    moved = place._replace(at=Point(1)._replace(y=n))
    return color, color.name, color.code, [c.name for c in Color], Color["RED"] is Color.RED, level > 1, Access.WRITE in access, place, moved.at.y, place.at._asdict(), money, money == Money(10 + n), hash(money) == hash(Money(10 + n))


def main():
    checksum = 0
    for n in range(1300):
        results = [shapes(n), vectors(n), containers(n), orders(n), values(n)]
        checksum = crc32(repr(results).encode(), checksum)
    print("classes", checksum, Circle.count, Tile.count)


if __name__ == "__main__":
    main()
