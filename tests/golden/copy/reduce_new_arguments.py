# Breaks if empty keywords of __getnewargs_ex__ are kept, or a generic class cannot be pickled in old protocols.
import copy
import pickle
from typing import Generic, TypeVar

T = TypeVar("T")


class Box(Generic[T]):
    def __init__(self, item):
        self.item = item


class Plain:
    def __getnewargs_ex__(self):
        return (), {}


class Named:
    def __new__(cls, *, size=0):
        made = super().__new__(cls)
        made.size = size
        return made

    def __getnewargs_ex__(self):
        return (), {"size": 3}


for protocol in range(6):
    print(protocol, pickle.loads(pickle.dumps(Box[int](7), protocol)).item)
print(Plain().__reduce_ex__(2)[0].__name__, Named().__reduce_ex__(2)[0].__name__)
print(copy.copy(Named(size=5)).size)
