# Generic classes: parameters, bases, methods, subscripting.
class Box[T]:
    item: T
    def __init__(self, item: T): self.item = item
    def get[U](self, d: U) -> T | U: return T, U
    t = T
print(Box.__type_params__, Box.__orig_bases__, Box[int], Box[int].__args__, Box[int].__origin__)
print(Box[int](5).item, Box.__parameters__, Box.t, Box[int](1).__orig_class__)
class Pair[A, B = str](Box[A]): pass
print(Pair.__mro__[1:3], Pair[int], Pair[int, bytes], Pair.__orig_bases__)
for sub in ("Box[1, 2]", "Pair[1, 2, 3]", "Box[()]"):
    try: print(eval(sub))
    except TypeError as e: print(e)
print(Box(1).get(2), Box.get.__type_params__, Box.__annotations__)
class Base: 
    def __init_subclass__(cls, **k): cls.k = k
class Sub[T](Base, flag=T): pass
print(Sub.k, Sub.__bases__)
class M[*Ts]: pass
print(M[int, str], M[()], M[*tuple[int, ...]])
try: Box.__type_params__[0] in T
except NameError as e: print(e)
