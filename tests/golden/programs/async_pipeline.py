# Producers and consumers over a hand-made scheduler with queues.
from collections import deque
import types

@types.coroutine
def pause(what=None):
    return (yield what)

class Queue:
    def __init__(self, size): self.items, self.size, self.closed = deque(), size, False
    async def put(self, x):
        while len(self.items) >= self.size:
            await pause("full")
        self.items.append(x)
    async def get(self):
        while not self.items:
            if self.closed: raise StopAsyncIteration
            await pause("empty")
        return self.items.popleft()
    def __aiter__(self): return self
    __anext__ = get

class Task:
    def __init__(self, name, coro): self.name, self.coro, self.steps = name, coro, 0

class Loop:
    def __init__(self): self.tasks, self.trace = deque(), []
    def spawn(self, name, coro): self.tasks.append(Task(name, coro))
    def run(self):
        results = {}
        while self.tasks:
            task = self.tasks.popleft()
            task.steps += 1
            try:
                self.trace.append((task.name, task.coro.send(None)))
            except StopIteration as e:
                results[task.name] = e.value, task.steps
            except Exception as e:
                results[task.name] = f"{type(e).__name__}: {e}", task.steps
            else:
                self.tasks.append(task)
        return results

async def producer(queue, items):
    async with guard("producer"):
        for x in items:
            await queue.put(x)
    queue.closed = True
    return "produced"

async def worker(source, target, f):
    n = 0
    async for x in source:
        try:
            y = f(x)
        except ZeroDivisionError:
            y = None
        await target.put(y)
        n += 1
    target.closed = True
    return n

async def collect(queue):
    return [x async for x in queue if x is not None]

class guard:
    def __init__(self, name): self.name = name
    async def __aenter__(self): await pause("enter"); print("start", self.name)
    async def __aexit__(self, *exc): await pause("exit"); print("stop", self.name, exc[0])

async def failing():
    await pause("about to fail")
    raise LookupError("task failed")

loop = Loop()
a, b = Queue(2), Queue(1)
loop.spawn("producer", producer(a, range(5)))
loop.spawn("worker", worker(a, b, lambda x: 12 // x))
loop.spawn("collect", collect(b))
loop.spawn("failing", failing())
for name, result in sorted(loop.run().items()):
    print(name, result)
print(len(loop.trace), loop.trace[:5])
