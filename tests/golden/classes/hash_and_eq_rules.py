# A class that defines __eq__ without __hash__ is unhashable.
class Eq:
    def __eq__(s, o): return True
class Both(Eq):
    def __hash__(s): return 1
class Sub(Eq): pass
class Inherit(Both): pass
class Reset(Both):
    def __eq__(s, o): return False
class Explicit(Eq): __hash__ = object.__hash__
for c in (Eq, Both, Sub, Inherit, Reset, Explicit):
    try: hash(c()); print(c.__name__, "hashable", {c(): 1} is not None)
    except TypeError as e: print(e)
class Bad:
    def __hash__(s): return "x"
try: hash(Bad())
except TypeError as e: print(e)
class Big:
    def __hash__(s): return 2**80
class Neg:
    def __hash__(s): return -1
print(hash(Big()) == hash(2**80), hash(Neg()), Eq.__hash__)
