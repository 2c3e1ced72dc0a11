# Conversion methods must return the right type.
class W:
    def __init__(s, v): s.v = v
    def __int__(s): return s.v
    def __float__(s): return s.v
    def __complex__(s): return s.v
    def __index__(s): return s.v
    def __str__(s): return s.v
    def __repr__(s): return s.v
    def __bytes__(s): return s.v
    def __format__(s, f): return s.v
    def __bool__(s): return s.v
    def __len__(s): return s.v
    def __iter__(s): return s.v
    def __contains__(s, x): return s.v
for f in (int, float, complex, hex, str, repr, bytes, format, bool, len, iter, list):
    try: print(f.__name__, f(W([])))
    except TypeError as e: print(f.__name__, "->", e)
print(1 in W([]), 1 in W("yes"))
import operator, warnings
warnings.simplefilter("ignore")
class MyInt(int): pass
print(int(W(MyInt(3))), type(int(W(MyInt(3)))).__name__, operator.index(True))
