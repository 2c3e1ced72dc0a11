# ABCs: abstract methods forbid instances; register and __subclasshook__ make virtual subclasses.
from abc import ABC, abstractmethod, ABCMeta
class A(ABC):
    @abstractmethod
    def f(self): return "base f"
    @property
    @abstractmethod
    def p(self): ...
    @classmethod
    @abstractmethod
    def c(cls): ...
    def g(self): return "g"
class B(A):
    def f(self): return "B+" + super().f()
    p = 1
class C(B):
    def c(cls): pass
for k in (A, B, C):
    try: print(k().f())
    except TypeError as e: print(e)
print(sorted(A.__abstractmethods__), B.__abstractmethods__, C.__abstractmethods__)
A.register(int); print(isinstance(5, A), issubclass(int, A), issubclass(str, A), issubclass(bool, A))
class Sized(ABC):
    @classmethod
    def __subclasshook__(cls, c): return True if any("size" in k.__dict__ for k in c.__mro__) else NotImplemented
class Has: size = 1
print(issubclass(Has, Sized), isinstance(5, Sized))
class One(ABC):
    @abstractmethod
    def only(self): ...
try: One()
except TypeError as e: print(e)
try: A.register(5)
except TypeError as e: print(e)
