# SyntaxErrors about brackets and arguments: message and columns.
for s in (
    '1 +', '(1', '1)', '[1, 2', '{1: }', '{1:2, 3}', '{1, 2: 3}', 'f(', 'f(a b)', 'f(a=)', 'f(a=1 b=2)',
    'f(**a, *b)', 'f(**a, b)', 'f(a=1, b)', 'f(1=2)', 'f(a.b=1)', 'f(True=1)',
):
    try: compile(s, "s", "exec"); print(f"{s!r} fine")
    except SyntaxError as e: print(f"{s!r} -> {e.msg} {e.offset}-{e.end_offset}")
