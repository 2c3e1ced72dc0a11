# SyntaxErrors about yields, subscripts, comprehensions and walruses: message and columns.
for s in (
    'yield', 'x = yield = 1', 'a.1', 'a.', '.a', 'a..b', 'a[1', 'a[]', 'a[1:2:3:4]', '[for x in y]', '[x for]',
    '[x for x y]', '[x, y for x in z]', '{**a for a in b}', '[*a for a in b]', '{x: y, **z for x in y}',
    '(x for x in y for)', 'f(x for x in y, 1)', 'f(1, x for x in y)', 'a := 1', '(a := 1, b := 2', '(a.b := 1)',
    '[x := 1, y := 2]', 'f(x := 1)', 'f(x=y := 1)', '{x := 1}',
):
    try: compile(s, "s", "exec"); print(f"{s!r} fine")
    except SyntaxError as e: print(f"{s!r} -> {e.msg} {e.offset}-{e.end_offset}")
