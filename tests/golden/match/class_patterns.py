# Class patterns check isinstance, then attributes by position through __match_args__ or by name.
class P:
    __match_args__ = ("x", "y")
    def __init__(s, x, y): s.x, s.y = x, y
class Q(P): pass
def f(v):
    match v:
        case P(0, 0): return "origin"
        case P(x, y=0): return f"on x at {x}"
        case Q(y=5): return "q five"
        case P(x, y) if x == y: return f"diagonal {x}"
        case P(): return "some P"
    return "no"
for v in (P(0, 0), P(3, 0), Q(1, 5), P(2, 2), Q(1, 2), 5): print(f(v))
class Partial: a = 1
match Partial():
    case Partial(a=1, b=_): print("never")
    case Partial(a=n): print("a", n)
