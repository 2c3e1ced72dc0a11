# Fails if pools lose results or errors, or if what a thread raises goes elsewhere.
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed, wait

with ThreadPoolExecutor(4) as pool:
    print(list(pool.map(lambda x: x * x, range(10))))
    futures = [pool.submit(pow, 2, i) for i in range(5)]
    print(sorted(f.result() for f in as_completed(futures)))
    failed = pool.submit(lambda: 1 / 0)
    print(repr(failed.exception()), failed.done())
    done, pending = wait([pool.submit(int, "7")])
    print(done.pop().result(), pending)

threading.excepthook = lambda args: print("hook", args.exc_type.__name__, args.exc_value, args.thread.name)


def fail():
    raise ValueError("in a thread")


t = threading.Thread(target=fail, name="failing")
t.start()
t.join()


def leave():
    raise SystemExit("quietly")


t = threading.Thread(target=leave)
t.start()
t.join()
print(t.is_alive())


class Slow:
    """What compares inside a native waits there."""

    lock = threading.Lock()

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        with self.lock:
            return self.value < other.value


results = []


def sort():
    results.append([s.value for s in sorted(map(Slow, [3, 1, 2]))])


threads = [threading.Thread(target=sort) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(results)
