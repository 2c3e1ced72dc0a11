# Alternatives are tried from left to right and bind the same names.
def f(x):
    match x:
        case 1 | 2 | 3: return "small"
        case "a" | "b" as letter: return letter
        case [1, x] | [x, 2]: return f"x is {x}"
        case (int() | float()) as n: return f"number {n}"
        case {"a": v} | {"b": v}: return v
        case None | True: return "const"
for x in (2, "b", [1, 5], [5, 2], [3, 3], 4.5, {"b": "vb"}, True, None): print(f(x))
for src in (
    "a | b", "1 | x", "x | 1", "[x] | [y]", "_ | 1", "(x, x)", "[*a, *b]", "x as _", "{'k': x, 'j': x}",
    "P(a=1, a=2)",
):
    try: compile(f"match s:\n case {src}: pass", "s", "exec"); print("fine")
    except SyntaxError as e: print(e.msg)
