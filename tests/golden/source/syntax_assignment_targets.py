# SyntaxErrors about what cannot be assigned: message and columns.
for s in (
    'None = 1', 'True = 1', '... = 1', 'a + 1 = 2', 'f() = 1', "'a' = 1", '(a, 1) = 2', '[a, f()] = 1',
    'a = b + 1 = c', 'a, b += 1',
):
    try: compile(s, "s", "exec"); print(f"{s!r} fine")
    except SyntaxError as e: print(f"{s!r} -> {e.msg} {e.offset}-{e.end_offset}")
