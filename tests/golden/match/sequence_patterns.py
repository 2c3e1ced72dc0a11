# Sequence patterns fit lists and tuples by length, with at most one star.
def f(x):
    match x:
        case []: return "empty"
        case [a]: return f"one {a}"
        case (a, b): return f"two {a} {b}"
        case [1, *rest]: return f"one then {rest}"
        case [*init, 9]: return f"{init} then nine"
        case [a, *_, b]: return f"{a} .. {b}"
for x in ([], (), [1], (1, 2), [1, 2, 3], (5, 6, 9), [5, 6, 7], "ab", b"ab", {1, 2}, {1: 2}, range(3), iter([1])):
    print(f(x))
match 1, 2:
    case 1, x: print("open", x)
match [[1, [2, 3]], 4]:
    case [[a, [b, *c]], d]: print(a, b, c, d)
