# Fails if threads see each other's local attributes, or a reentrant lock belongs to anyone.
import threading


def run(function):
    t = threading.Thread(target=function)
    t.start()
    t.join()


local = threading.local()
local.x = 1


def other():
    print(hasattr(local, "x"), local.__dict__)
    local.x = 2
    print(local.x)


run(other)
print(local.x, local.__dict__)


class Made(threading.local):
    kind = "class"

    def __init__(self, start):
        print("made with", start)
        self.value = start


made = Made(5)
made.value += 1
run(lambda: print(made.value, made.kind))
print(made.value)

rlock = threading.RLock()
with rlock:
    with rlock:
        run(lambda: print(rlock.acquire(timeout=0.005)))
run(lambda: print(rlock.acquire(blocking=False)))
try:
    threading.Lock().acquire(False, 1)
except ValueError as error:
    print(error)
