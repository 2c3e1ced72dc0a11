# Fails if trace and profile functions miss calls, lines, returns, exceptions or natives.
import sys

log = []


def shown(arg):
    if isinstance(arg, tuple):
        return arg[0].__name__
    return getattr(arg, "__name__", arg)


def watch(frame, event, arg):
    if frame.f_code.co_filename == __file__:
        log.append((event, frame.f_code.co_name, frame.f_lineno - start, shown(arg)))
        return watch


start = sys._getframe().f_lineno


def numbers():
    got = yield 1
    yield 2


def fails(x):
    return x / 0


def work():
    for v in numbers():
        w = v
    i = 0
    while i < 2:
        i += 1
    names = [i, w]
    if w:
        fails(i)


def quiet():
    items = [3, 1]
    items.sort()
    return len(items)


sys.settrace(watch)
try:
    work()
except ZeroDivisionError:
    print("caught")
sys.settrace(None)
for row in log:
    print(*row)
log.clear()
sys.setprofile(watch)
quiet()
sorted([2, 1], key=abs)
sys.setprofile(None)
for row in log:
    print(*row)
log.clear()


def no_lines(frame, event, arg):
    log.append(event)
    frame.f_trace_lines = False
    return no_lines


sys.settrace(no_lines)
quiet()
sys.settrace(None)
print(log)


def broken(frame, event, arg):
    raise RuntimeError("in the watcher")


sys.settrace(broken)
try:
    quiet()
except RuntimeError as error:
    print(error, sys.gettrace())
