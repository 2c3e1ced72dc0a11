# SyntaxErrors in classes and decorators: message and place.
for s in (
    'class', 'class C', 'class C(:', 'class C(a b): pass', 'class 1: pass', 'class C:\npass', 'class C() pass',
    '@\ndef f(): pass', '@x', '@x y\ndef f(): pass', '@x\nx = 1',
):
    try: compile(s, "s", "exec"); print(f"{s!r} fine")
    except SyntaxError as e: print(f"{s!r} -> {type(e).__name__} {e.msg} {e.lineno}:{e.offset}")
