# Attributes of classes that the metaclass has too: what the class has goes first, until a data descriptor appears.
class Meta(type):
    def __repr__(cls): return "meta repr"
    plain = "of meta"
class A(metaclass=Meta):
    plain = "of A"
    def __repr__(self): return "A repr"
def read(cls): return cls.plain
def rep(cls): return cls.__repr__
for i in range(20):
    r = read(A), rep(A)(A())
    if i in (0, 19): print(r, rep(list) is list.__repr__, rep(int)(5))
Meta.plain = property(lambda cls: "property of meta")
print([read(A) for _ in range(3)])
del Meta.plain
print([read(A) for _ in range(3)])
A.__repr__ = lambda self: "new"
print([rep(A)(A()) for _ in range(3)])
del A.__repr__
print([rep(A)(A())[:20] == object.__repr__(A())[:20] for _ in range(3)])
class Data:
    def __get__(self, obj, owner=None): return "data of meta"
    def __set__(self, obj, value): raise AttributeError
Meta.__init__ = Data()
def init(cls): return cls.__init__
print([init(A) for _ in range(3)])
del Meta.__init__
print([init(A) is object.__init__ for _ in range(3)])
class B(A):
    def __init__(self): A.__init__(self); self.x = 1
print([B().x for _ in range(5)])
