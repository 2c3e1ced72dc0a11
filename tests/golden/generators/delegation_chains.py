# Generators that delegate to each other: what a program can see of the ones in between.
import inspect
import sys
import traceback


def leaf(log):
    while True:
        log.append([frame.f_code.co_name for frame in walk(sys._getframe())])
        got = yield len(log)
        if got == "stop":
            return "leaf done"
        if got == "fail":
            raise KeyError("leaf failed")


def walk(frame):
    while frame is not None and frame.f_code.co_name != "<module>":
        yield frame
        frame = frame.f_back


def middle(log):
    result = yield from leaf(log)
    log.append(("middle got", result))
    yield "from middle"
    return "middle done"


def outer(log):
    result = yield from middle(log)
    log.append(("outer got", result))
    return "outer done"


def drive():
    log = []
    g = outer(log)
    print(next(g), g.send("x"), g.send("y"))
    print(log)
    print(g.gi_yieldfrom.gi_yieldfrom.gi_code.co_name, g.gi_running, g.gi_suspended)
    print(g.send("stop"), log[-1])
    try:
        next(g)
    except StopIteration as stop:
        print(stop.value, log[-1])


drive()


def fails():
    g = outer([])
    next(g), next(g)
    try:
        g.send("fail")
    except KeyError as error:
        names = [entry.name for entry in traceback.extract_tb(error.__traceback__)]
        print(names, error)
    print(inspect.getgeneratorstate(g))


fails()

print("-- one of the chain is asked for again while it runs")


def asks(parts):
    yield 0
    for part in parts:
        try:
            next(part)
        except ValueError as error:
            print("ValueError", error)
        print(inspect.getgeneratorstate(part), part.gi_running, part.gi_suspended, part.gi_yieldfrom)
        for call in (part.close, lambda: part.throw(KeyError)):
            try:
                call()
            except ValueError as error:
                print("ValueError", error)
    yield 1


def through(inner):
    yield from inner


parts = []
inner = asks(parts)
mid = through(inner)
top = through(mid)
parts += [inner, mid, top]
print(next(top), next(top), list(top))

print("-- one in the middle is resumed by itself")


def counts():
    for i in range(6):
        yield i


shared = through(counts())
first, second = through(shared), through(shared)
print(next(first), next(second), next(shared), next(first), next(second), next(shared))
print(list(first), list(second), list(shared))

print("-- throw and close go through")


def careful(name):
    try:
        while True:
            try:
                yield name
            except LookupError as error:
                print("caught", repr(error), sys.exception() is error)
    finally:
        print("finally", name)


def wraps(inner, name):
    try:
        yield from inner
    finally:
        print("finally", name)


g = wraps(wraps(careful("a"), "b"), "c")
print(next(g), g.throw(KeyError("k")), next(g))
g.close()
print(inspect.getgeneratorstate(g))

print("-- an exception that is handled while delegating")


def bare():
    yield sys.exception()
    try:
        raise
    except RuntimeError as error:
        yield "re-raised " + str(error)
    yield sys.exception()


def handles():
    try:
        raise RuntimeError("outer problem")
    except RuntimeError:
        yield from bare()


print(list(through(handles())))

print("-- frames of those in between")


def shows():
    back = sys._getframe().f_back
    yield back.f_code.co_name, back.f_lineno - back.f_code.co_firstlineno, sorted(back.f_locals)
    yield sys._getframe(1).f_code.co_name, sys._getframe(2).f_code.co_name, sys._getframe(3).f_code.co_name
    yield [entry.name for entry in traceback.extract_stack()][1:]


def level(n):
    if n:
        kept = n
        yield from level(n - 1)
    else:
        yield from shows()


def collects():
    return list(level(3))


for item in collects():
    print(item)

print("-- depth")


def endless():
    yield from endless()


try:
    next(endless())
except RecursionError as error:
    print("RecursionError", error)


def deep(n):
    if n:
        yield from deep(n - 1)
    yield n


sys.setrecursionlimit(700)
print(sum(deep(500)))
try:
    sum(deep(800))
except RecursionError as error:
    print("RecursionError", error)
print(sum(deep(500)))

print("-- coroutines")


class Suspend:
    def __await__(self):
        return (yield "suspended")


async def bottom(n):
    total = 0
    for _ in range(n):
        total += await Suspend()
    return total


async def between(n):
    return await bottom(n) + await bottom(n)


async def main():
    return await between(2)


c = main()
print(c.send(None), c.send(1), c.send(2), c.send(3), c.cr_await.cr_code.co_name)
try:
    c.send(4)
except StopIteration as stop:
    print(stop.value)


async def twice(c):
    await c


b = bottom(1)
one, two = twice(b), twice(b)
one.send(None)
try:
    two.send(None)
except RuntimeError as error:
    print("RuntimeError", error)
one.close()
two.close()
