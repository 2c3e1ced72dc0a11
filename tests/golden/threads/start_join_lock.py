# Fails if threads do not run, take turns, or lose updates under a lock.
import threading, time

seen = []


def work(name):
    for i in range(3):
        seen.append((name, i))
        time.sleep(0.002)


threads = [threading.Thread(target=work, args=(k,)) for k in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(seen), threading.active_count())

lock, total = threading.Lock(), 0


def add():
    global total
    for _ in range(5000):
        with lock:
            total += 1


threads = [threading.Thread(target=add, name=f"adder-{k}") for k in range(4)]
for t in threads:
    t.start()
print(threads[0].name, threads[0].daemon)
for t in threads:
    t.join()
print(total, [t.is_alive() for t in threads])
flag = [False]


def set_flag():
    flag[0] = True


threading.Thread(target=set_flag).start()
while not flag[0]:
    pass
print("a busy loop lets others run")
for call in (threads[0].start, threading.current_thread().join, threading.Thread().join, lock.release):
    try:
        call()
    except RuntimeError as error:
        print(type(error).__name__, error)
print(threading.current_thread() is threading.main_thread(), threading.get_ident() == threading.main_thread().ident)
