# SyntaxErrors in simple statements: message and columns.
for s in (
    'await x', 'async x', 'print x', "exec 'x'", 'x = print x', 'raise x, y', 'del', 'del f()', 'del (a+b)',
    'del *a', 'assert', 'assert x,', 'import', 'import a.', 'import a as b.c', 'import a as', 'from a import',
    'from import a', 'from . import', 'from a import *, b', 'from a import (b', 'from a import b,',
    'from a import b as c.d', 'from .. a', 'import *', 'return', 'return x y', 'global', 'global a.b', 'nonlocal',
    'pass x', 'break x',
):
    try: compile(s, "s", "exec"); print(f"{s!r} fine")
    except SyntaxError as e: print(f"{s!r} -> {e.msg} {e.offset}-{e.end_offset}")
