# A name captures anything; the underscore captures nothing.
match [1, 2]:
    case x: print(x)
match 5:
    case _: print("wild", "_" in globals())
match (1, 2, 3):
    case (_, y, _): print(y)
def f(v):
    match v:
        case [a, _]: return a
        case other: return "other", other
print(f([1, 2]), f(3), f("ab"))
