# Trains async code: asyncio's run, gather, tasks, queues, locks, timeouts, async for and with, async generators, threads.
import asyncio
import contextlib
import queue
import threading
from concurrent.futures import ThreadPoolExecutor
from zlib import crc32


class Connection:
    def __init__(self, log, name):
        self.log, self.name = log, name

    async def __aenter__(self):
        await asyncio.sleep(0)
        self.log.append(f"open {self.name}")
        return self

    async def __aexit__(self, kind, error, trace):
        self.log.append(f"close {self.name} {kind and kind.__name__}")
        return kind is LookupError

    async def fetch(self, n):
        for _ in range(n % 3):
            await asyncio.sleep(0)
        if n % 7 == 6:
            raise ValueError(n)
        return f"{self.name}:{n}"


class Ticker:
    def __init__(self, count):
        self.count = count

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.count == 0:
            raise StopAsyncIteration
        self.count -= 1
        await asyncio.sleep(0)
        return self.count


class Later:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return self.value


async def countdown(n):
    try:
        while n:
            yield n
            n -= 1
            await asyncio.sleep(0)
    finally:
        await asyncio.sleep(0)


async def evens(source):
    async for value in source:
        if value % 2 == 0:
            yield value


@contextlib.asynccontextmanager
async def session(log, name):
    log.append(f"+{name}")
    try:
        yield Connection(log, name)
    finally:
        log.append(f"-{name}")


async def workers(n):
    jobs, done = asyncio.Queue(maxsize=4), []

    async def produce():
        for i in range(10):
            await jobs.put(i * n)
        for _ in range(3):
            await jobs.put(None)

    async def consume(name):
        while (job := await jobs.get()) is not None:
            await asyncio.sleep(0)
            done.append((job, name))
            jobs.task_done()
        jobs.task_done()

    await asyncio.gather(produce(), *(consume(f"w{i}") for i in range(3)))
    await jobs.join()
    return sorted(job for job, _ in done), len({name for _, name in done})


async def requests(n):
    log = []
    async with session(log, "s") as connection, Connection(log, "c"):
        results = await asyncio.gather(*(connection.fetch(n + i) for i in range(8)), return_exceptions=True)
        raise_late = [repr(result) for result in results if isinstance(result, Exception)]
        raise LookupError("swallowed by c")
    return log, raise_late, [result for result in results if isinstance(result, str)]


async def streams(n):
    first = [value async for value in Ticker(5)]
    squares = {value: value * value async for value in evens(countdown(n % 10 + 2))}
    total = 0
    async for value in countdown(20):
        if value < 14:
            break
        total += value
    generator = countdown(3)
    values = [await anext(generator), await generator.asend(None), await anext(countdown(0), "none"), await anext(Ticker(2))]
    await generator.aclose()
    return first, squares, total, values, await Later(n), [await Later(i) for i in range(3)]


async def control(n):
    lock, event, limit, counts = asyncio.Lock(), asyncio.Event(), asyncio.Semaphore(2), {"value": 0, "inside": 0, "most": 0}

    async def careful():
        await event.wait()
        async with limit:
            counts["inside"] += 1
            counts["most"] = max(counts["most"], counts["inside"])
            async with lock:
                before = counts["value"]
                await asyncio.sleep(0)
                counts["value"] = before + 1
            counts["inside"] -= 1

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(careful(), name=f"t{i}") for i in range(5)]
        event.set()
    out = [counts, all(task.done() for task in tasks), tasks[0].get_name()]
    slow = asyncio.create_task(asyncio.sleep(60))
    await asyncio.sleep(0)
    slow.cancel()
    try:
        await slow
    except asyncio.CancelledError:
        out.append(slow.cancelled())
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(future.set_result, n)
    out.append(await asyncio.wait_for(future, 5))
    done, pending = await asyncio.wait([asyncio.create_task(as_task(i)) for i in range(3)])
    out += [sorted(task.result() for task in done), len(pending)]
    finished = [await item for item in asyncio.as_completed([as_task(1), as_task(2)])]
    return out + [sorted(finished)]


async def as_task(value):
    return await Later(value)


async def failing(n):
    seen = []
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(Connection([], "x").fetch(6))
            group.create_task(as_task(n))
    except* ValueError as caught:
        seen += [repr(error) for error in caught.exceptions]
    return seen


def threads(n):
    jobs, results, lock = queue.Queue(), [], threading.Lock()

    def work():
        while (job := jobs.get()) is not None:
            with lock:
                results.append(job * n)

    for job in [*range(10), None, None]:
        jobs.put(job)
    running = [threading.Thread(target=work) for _ in range(2)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    with ThreadPoolExecutor(2) as pool:
        return sorted(results), list(pool.map(lambda x: x * x, range(5))), pool.submit(pow, 2, n).result()


async def session_of(n):
    return [await workers(n), await requests(n), await streams(n), await control(n), await failing(n)]


def main():
    checksum = 0
    for n in range(150):
        results = [asyncio.run(session_of(n))]
        checksum = crc32(repr(results).encode(), checksum)
    print("asynchronous", checksum, threads(3))


if __name__ == "__main__":
    main()
