# SyntaxErrors in with, async and match statements: message and place.
for s in (
    'with', 'with x', 'with x as', 'with x as 1: pass', 'with (x as y: pass', 'with x as f(): pass',
    'with x, : pass', 'async', 'async def', 'async x: pass', 'async with x: pass', 'async for x in y: pass',
    'await', 'match x:', 'match x:\n  pass', 'match x:\n case', 'match x:\n case 1', 'match x:\n case 1:\n',
    'match x:\n case a, a: pass', 'match x:\n case a + b: pass', 'match x:\n case f(a=1, 2): pass',
    "match x:\n case {**a, 'b': 1}: pass", 'match x:\n case -a: pass', 'match x:\n case a.b as 1: pass',
    'match x:\n case *a: pass', 'match x:\n case 1 as _: pass', 'case 1: pass',
):
    try: compile(s, "s", "exec"); print(f"{s!r} fine")
    except SyntaxError as e: print(f"{s!r} -> {type(e).__name__} {e.msg} {e.lineno}:{e.offset}")
