# Value keys may be dotted names; equal keys at run time are an error.
class K: a = "x"; b = "x"
match {"x": 1}:
    case {K.a: v}: print(v)
try:
    match {"x": 1}:
        case {K.a: v, K.b: w}: print("never")
except ValueError as e: print(e)
for src in ("{'a': 1, 'a': 2}", "{**rest, 'a': 1}", "{x: 1}", "{**_}", "{-1: x, 1j: y, None: z}"):
    try: compile(f"match x:\n case {src}: pass", "s", "exec"); print("fine", src)
    except SyntaxError as e: print(e.msg)
