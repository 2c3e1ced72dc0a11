# A property's docstring is given, or its getter's; subclasses keep it as an attribute of their own.
class Sub(property): "doc of the subclass"
class Bare(property): pass
class Slots(property): __slots__ = ("more",)
class DocSlot(property): __slots__ = ("__doc__",)
def plain(self): return 1
def told(self): "doc of the getter"; return 2
for kind in (property, Sub, Bare, DocSlot):
    print(kind.__name__, kind(plain).__doc__, kind(told).__doc__, kind(told, doc="given").__doc__, kind(doc="only").__doc__)
print(Slots(doc="dropped").__doc__)
try: Slots(told)
except AttributeError as e: print("AttributeError", e)
p = property(told); p.__doc__ = "set"; print(p.getter(told).__doc__, p.setter(plain).__doc__)
p = property(plain); p.__doc__ = "set"; print(p.getter(told).__doc__)
