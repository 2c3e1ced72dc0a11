# SyntaxErrors about operators of other languages: message and columns.
for s in (
    '`a`', 'a ? b : c', 'a && b', 'a || b', '!a', 'a ++ b', 'a -> b', '@a', 'a @', '$a',
):
    try: compile(s, "s", "exec"); print(f"{s!r} fine")
    except SyntaxError as e: print(f"{s!r} -> {e.msg} {e.offset}-{e.end_offset}")
