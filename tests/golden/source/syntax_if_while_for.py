# SyntaxErrors in if, while and for: message and place.
for s in (
    'if x\n  y', 'if x:', 'if x:\ny', 'if x: pass\n  y', 'if x:\n  a\n b', 'elif x: pass', 'else: pass', 'while',
    'while x\n  y', 'while x:\npass', 'for x', 'for x in', 'for x in y', 'for x in y\n  z', 'for in x: pass',
    'for x y: pass', 'for 1 in x: pass', 'for x, in y: pass\nelse',
):
    try: compile(s, "s", "exec"); print(f"{s!r} fine")
    except SyntaxError as e: print(f"{s!r} -> {type(e).__name__} {e.msg} {e.lineno}:{e.offset}")
