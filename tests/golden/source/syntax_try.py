# SyntaxErrors in try statements: message and place.
for s in (
    'try: pass', 'try:\n  x\ny', 'try x', 'try: pass\nexcept x y: pass',
    'try: pass\nexcept: pass\nexcept X: pass', 'try: pass\nfinally', 'try: pass\nelse: pass',
    'try: pass\nfinally: pass\nexcept: pass', 'try: pass\nexcept X as 1: pass',
    'try: pass\nexcept X as a.b: pass', 'except: pass', 'finally: pass',
):
    try: compile(s, "s", "exec"); print(f"{s!r} fine")
    except SyntaxError as e: print(f"{s!r} -> {type(e).__name__} {e.msg} {e.lineno}:{e.offset}")
