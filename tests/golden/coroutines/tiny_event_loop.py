# A loop of tasks with sleeping and results, made of nothing but coroutines.
from collections import deque
class Sleep:
    def __init__(s, n): s.n = n
    def __await__(s): yield s
async def worker(name, n):
    total = 0
    for i in range(n):
        await Sleep(i)
        print(name, i)
        total += i
    return name, total
def loop(*coros):
    ready, results, now, waiting = deque(coros), [], 0, []
    while ready or waiting:
        while ready:
            c = ready.popleft()
            try: waiting.append((now + c.send(None).n, c))
            except StopIteration as e: results.append(e.value)
        now += 1
        ready.extend(c for t, c in waiting if t < now)
        waiting = [(t, c) for t, c in waiting if t >= now]
    return results
print(loop(worker("a", 3), worker("b", 2), worker("c", 0)))
