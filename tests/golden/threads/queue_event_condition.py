# Fails if what threads wait for is not handed on: queues, events, conditions, semaphores, barriers, timers.
import queue, threading

q, got = queue.Queue(maxsize=2), []


def produce():
    for i in range(5):
        q.put(i)
    q.put(None)


def consume():
    while (item := q.get()) is not None:
        got.append(item)
        q.task_done()
    q.task_done()


threads = [threading.Thread(target=produce), threading.Thread(target=consume, daemon=True)]
for t in threads:
    t.start()
q.join()
for t in threads:
    t.join()
print(got, q.empty())
try:
    q.get(timeout=0.01)
except queue.Empty:
    print("empty")

event = threading.Event()
t = threading.Thread(target=lambda: print("woken", event.wait(5)))
t.start()
event.set()
t.join()
print(event.wait(0.01), threading.Event().wait(0.01))

condition, items = threading.Condition(), []


def take():
    with condition:
        print(condition.wait_for(lambda: items, timeout=5))


t = threading.Thread(target=take)
t.start()
with condition:
    items.append("item")
    condition.notify_all()
t.join()

barrier, passed = threading.Barrier(3), []


def meet():
    barrier.wait()
    passed.append(1)


threads = [threading.Thread(target=meet) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(passed)
timer = threading.Timer(0.005, print, args=("timer",))
timer.start()
timer.join()
slots = threading.BoundedSemaphore(1)
with slots:
    print(slots.acquire(timeout=0.005))
print(slots.acquire(blocking=False))
