# sys.settrace sees calls, lines, returns and exceptions.
import sys
log = []
def tracer(fr, ev, arg):
    if fr.f_code.co_filename == __file__ or fr.f_code.co_name in ("f", "g"):
        log.append((ev, fr.f_code.co_name, fr.f_lineno - fr.f_code.co_firstlineno, arg if ev == "return" else arg[0].__name__ if ev == "exception" else None))
    return tracer
def g(x):
    return x + 1
def f(n):
    y = g(n)
    for i in range(2):
        y += i
    try:
        1 / 0
    except ZeroDivisionError:
        pass
    return y
sys.settrace(tracer)
f(1)
sys.settrace(None)
for l in log: print(*l)
print(sys.gettrace())
