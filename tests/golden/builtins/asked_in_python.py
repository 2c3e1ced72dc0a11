# len, isinstance and issubclass of objects that answer in Python.
class Long:
    def __len__(self):
        return self.value

long = Long()
for value in 0, 5, -1, 2**70, 'a', True:
    long.value = value
    try:
        print(len(long), bool(long))
    except Exception as error:
        print(type(error).__name__, error)

class Meta(type):
    def __instancecheck__(cls, instance):
        return 'yes' if instance else ''
    def __subclasscheck__(cls, subclass):
        raise ValueError(subclass)

class Asked(metaclass=Meta):
    pass

print(isinstance(1, Asked), isinstance(0, Asked), isinstance(Asked(), Asked))
try:
    issubclass(int, Asked)
except ValueError as error:
    print(error)

import abc, enum
class Base(abc.ABC): pass
class Derived(Base): pass
class Other: pass
print([isinstance(kind(), Base) for kind in (Derived, Other, Derived, Other)])
Base.register(Other)
print([isinstance(kind(), Base) for kind in (Derived, Other, Derived, Other)])
Flag = enum.Flag('Flag', 'A B')
print(isinstance(Flag.A, Flag), isinstance(1, Flag), Flag.A.__class__(3))
