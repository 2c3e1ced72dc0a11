# Malformed f-strings are SyntaxErrors.
for s in (
    "f'{'", "f'}'", "f'{}'", "f'{ }'", "f'{x!}'", "f'{x!z}'", "f'{x!r'", "f'{x:{y}'", "f'{a b}'",
    "f'{x:{{}}}'", "f'{*x}'", "f'{lambda x: 1}'", "f'{yield}'", "f'{x = 1}'", "f'{!r}'", "f'{:x}'", "f'{=}'",
    "f'{x!r!s}'", "f'{x!rs}'", "f'{x! r}'", "f'{def}'", "f'{1 +}'", "f'{a; b}'", "f'{x:y:z}'", "bf'x'",
    "fu'x'", "f'a' b'c'", "f'{a[}'", "f'{(}'", "f'{x", "f\"\"\"{", "f'{a $ b}'",
):
    try: compile(s, "s", "eval"); print(s, "fine")
    except SyntaxError as e: print(s, "->", e.msg)
