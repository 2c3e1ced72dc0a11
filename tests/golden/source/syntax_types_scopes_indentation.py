# SyntaxErrors about type parameters, misplaced statements, scopes and indentation: message and place.
for s in (
    'type x', 'type x =', 'type 1 = 2', 'type x[T = int, U] = 1', 'def f[](): pass',
    'class C[T: int = 1, U]: pass', 'def f[*T: int](): pass', 'return 1', 'yield 1', 'break', 'continue',
    'class C: return 1', 'def f():\n  class C:\n    return', 'while 1:\n  def f(): break',
    'for x in y:\n  class C: continue', 'x: int: str', 'x: = 1', '(x, y): int', 'x = 1: int', 'global x\nx = 1',
    'x = 1\nglobal x', '  x', 'x\n  y', 'if 1:\n\tx\n        y', 'if 1:\n        x\n\ty',
    'def f():\n  yield\n async with', 'from __future__ import nope', 'x = 1\nfrom __future__ import annotations',
    'from __future__ import braces', 'lambda: (yield) = 1',
):
    try: compile(s, "s", "exec"); print(f"{s!r} fine")
    except SyntaxError as e: print(f"{s!r} -> {type(e).__name__} {e.msg} {e.lineno}:{e.offset}")
