# __class_getitem__ answers subscripts of the class, and is an implicit class method.
class C:
    def __class_getitem__(cls, k): return cls.__name__, k
class D(C): pass
print(C[1], D[1, 2], D["x":])
try: C()[1]
except TypeError as e: print(e)
class M(type):
    def __getitem__(c, k): return "meta", k
class E(metaclass=M):
    def __class_getitem__(cls, k): return "never"
print(E[5])
class P: pass
try: P[1]
except TypeError as e: print(e)
try: int[1]
except TypeError as e: print(e)
print(list[int], dict[str, int], type(list[int]).__name__)
