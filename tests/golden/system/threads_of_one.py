# Locks, events, local data and queues work for a program with one thread.
import queue, threading

lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.release(), lock.locked())
again = threading.RLock()
with again, again:
    print("twice")
for failing in [lock, again]:
    try:
        failing.release()
    except RuntimeError as error:
        print(error)
local = threading.local()
local.x = 1
print(local.__dict__, threading.current_thread() is threading.main_thread(), threading.active_count())
event, semaphore = threading.Event(), threading.Semaphore(1)
event.set()
print(event.wait(0), semaphore.acquire(), semaphore.acquire(blocking=False), threading.Barrier(1).wait())
items = queue.PriorityQueue(3)
for item in (3, 1, 2):
    items.put(item)
print(items.full(), [items.get() for _ in range(3)])
try:
    items.get_nowait()
except queue.Empty:
    print("empty")
