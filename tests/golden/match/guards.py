# A guard runs after its pattern has bound its names; a false guard goes on to the next case.
def f(x):
    match x:
        case n if n < 0: return "negative"
        case [a, b] if a > b: return "falling"
        case [a, b] if (s := a + b) > 10: return f"big {s}"
        case n if isinstance(n, int) and n % 2: return "odd"
        case _ if x == 4: return "four"
    return f"kept {n}"
print(f(-1), f(3), f(4), f(8))
def g(x):
    match x:
        case [a, b] if print("guard", a, b): return 1
        case [a, *_]: return a
print(g([1, 2]))
try:
    match 1:
        case x if 1 / 0: pass
except ZeroDivisionError as e: print(e, x)
