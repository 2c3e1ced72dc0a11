# sys._getframe sees callers, line numbers, locals with write-through.
import sys
def f():
    a = 1
    fr = sys._getframe()
    fr.f_locals["a"] = 2
    fr.f_locals["extra"] = 3
    return a, fr.f_code.co_name, fr.f_lineno, fr.f_back.f_code.co_name, sorted(k for k in fr.f_locals if k != "fr"), fr.f_globals is globals(), type(fr.f_locals).__name__
def g(): return f()
print(g())
fr = sys._getframe(); print(fr.f_back, fr.f_locals is globals(), fr.f_code.co_name, fr.f_builtins["len"] is len)
def depth():
    n, fr = 0, sys._getframe()
    while fr: n += 1; fr = fr.f_back
    return n
print(depth(), (lambda: depth())())
try: sys._getframe(1000)
except ValueError as e: print(e)
def gen():
    yield sys._getframe().f_back.f_code.co_name
def user(): return next(gen())
print(user())
def clear():
    x = 1
    fr = sys._getframe()
    try: fr.clear()
    except RuntimeError as e: print(e)
clear()
