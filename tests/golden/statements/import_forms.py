# import binds the top package or the alias; from-import binds the names it lists.
import collections.abc
print(collections.__name__, collections.abc.__name__)
import collections.abc as cabc, math as m
print(cabc.__name__, m.sqrt(16.0))
from math import floor, ceil as up
print(floor(1.5), up(1.5))
from collections import (OrderedDict,
                         deque as dq,)
print(OrderedDict.__name__, dq.__name__)
try: import no_such_module_here
except ModuleNotFoundError as e: print(e, e.name)
try: from math import nothing_such
except ImportError as e: print(type(e).__name__, e.name, str(e).split(" (")[0])
def f():
    import math as local
    return local.pi > 3
print(f(), "local" in globals())
