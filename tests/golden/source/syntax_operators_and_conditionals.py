# SyntaxErrors about operators, conditionals, lambdas and stars: message and columns.
for s in (
    'a b', 'a b c', '1 2', "'a' b", 'x = ', 'x == = 1', 'x !== 1', 'x <> 1', 'x === 1', 'not', 'a if b',
    'a if b else', 'if a else b', 'lambda', 'lambda x', 'lambda x=1, y: 0', 'lambda *: 0', '*a', '**a', '(*a)',
    '(**a)',
):
    try: compile(s, "s", "exec"); print(f"{s!r} fine")
    except SyntaxError as e: print(f"{s!r} -> {e.msg} {e.offset}-{e.end_offset}")
