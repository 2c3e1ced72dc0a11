# `as` binds the whole of what a part matched.
match [1, [2, 3], {"k": (4, 5)}]:
    case [int() as a, [_, _] as b, {"k": (4, x) as c} as d] as whole:
        print(a, b, c, d, x, whole)
match 5:
    case (1 | 5) as n: print(n)
match "abc":
    case str() as s if len(s) == 3: print(s)
