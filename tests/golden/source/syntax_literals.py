# SyntaxErrors in numbers and strings: message and columns.
for s in (
    '0777', '0b2', '0o8', '0xg', '1__0', '1_', '1e', '1.e', '1.2.3', '0_7', '1_000_', '0x_', '5l', '1jj', '12if',
    "'abc", '"abc', "'''abc", "b'é'", "u'a' b'b'", "'\\x1'", "'\\N{nope}'", "'\\u12'", "b'\\x'", '\\ a', 'a \\',
):
    try: compile(s, "s", "exec"); print(f"{s!r} fine")
    except SyntaxError as e: print(f"{s!r} -> {e.msg} {e.offset}-{e.end_offset}")
