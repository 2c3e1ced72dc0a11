# f_lineno follows execution through loops, conditions, try and with.
import sys
def here(): return sys._getframe(1).f_lineno - base
def f():
    log = [here()]
    for i in range(2):
        log.append(here())
        if i:
            log.append(here())
        else:
            log.append(
                here())
    try:
        log.append(here()); 1 / 0
    except ZeroDivisionError:
        log.append(here())
    finally:
        log.append(here())
    while True:
        log.append(here())
        break
    return [log,
            here()]
base = f.__code__.co_firstlineno
print(f(), f.__code__.co_firstlineno == base)
@(lambda g: g)
@(lambda g: g)
def deco():
    return sys._getframe().f_lineno
print(deco() - base, deco.__code__.co_firstlineno - base)
