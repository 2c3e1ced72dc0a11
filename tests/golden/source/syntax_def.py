# SyntaxErrors in function definitions: message and place.
for s in (
    'def', 'def f', 'def f(', 'def f()', 'def f():', 'def f() pass', 'def f():\npass', 'def f(a, a): pass',
    'def f(a=1, b): pass', 'def f(*): pass', 'def f(*, **k): pass', 'def f(**k, a): pass', 'def f(*a, *b): pass',
    'def f(a, /, b, /): pass', 'def f(/): pass', 'def f(*a, /): pass', 'def f(1): pass', 'def f((a)): pass',
    'def f(a.b): pass', 'def f(None): pass', 'def f(a=): pass', 'def f(*a=1): pass', 'def f(**a=1): pass',
    'def f(a:): pass', 'def f() ->: pass', 'def 1(): pass', 'def f()(): pass',
):
    try: compile(s, "s", "exec"); print(f"{s!r} fine")
    except SyntaxError as e: print(f"{s!r} -> {type(e).__name__} {e.msg} {e.lineno}:{e.offset}")
