# Dotted names are looked up and compared, not bound.
import enum
class Color(enum.Enum): RED = 1; BLUE = 2
class N: 
    class inner: v = 42
def f(x):
    match x:
        case Color.RED: return "red"
        case Color.BLUE: return "blue"
        case N.inner.v: return "deep"
        case [Color.RED, Color.BLUE]: return "both"
for x in (Color.RED, Color.BLUE, 42, [Color.RED, Color.BLUE], 1): print(f(x))
try:
    match 1:
        case Color.NONE: pass
except AttributeError as e: print(e)
