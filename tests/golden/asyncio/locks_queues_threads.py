# Fails if tasks cannot wait for each other, for threads or for streams.
import asyncio, contextvars, socket

variable = contextvars.ContextVar("variable", default=0)


async def main():
    queue = asyncio.Queue(2)

    async def produce():
        for i in range(4):
            await queue.put(i)
        await queue.put(None)

    async def consume():
        while (item := await queue.get()) is not None:
            print("got", item)

    await asyncio.gather(produce(), consume())
    lock, event, order = asyncio.Lock(), asyncio.Event(), []

    async def locked(i):
        async with lock:
            order.append(i)
            await asyncio.sleep(0)
            order.append(i)

    await asyncio.gather(*map(locked, range(3)))
    print(order, lock.locked())
    loop = asyncio.get_running_loop()
    loop.call_later(0.002, event.set)
    print(await event.wait())
    print(await asyncio.to_thread(lambda: variable.get() + 1))
    print(await loop.run_in_executor(None, pow, 2, 10))

    async def child():
        variable.set(5)
        return variable.get()

    print(await asyncio.create_task(child()), variable.get())
    slots, most, now = asyncio.Semaphore(2), 0, 0

    async def limited():
        nonlocal most, now
        async with slots:
            now += 1
            most = max(most, now)
            await asyncio.sleep(0.001)
            now -= 1

    await asyncio.gather(*(limited() for _ in range(5)))
    print(most)
    ends = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=ends[0])
    other_reader, other_writer = await asyncio.open_connection(sock=ends[1])
    writer.write(b"hello\nrest")
    await writer.drain()
    print(await other_reader.readline())
    writer.close()
    print(await other_reader.read())
    other_writer.close()


asyncio.run(main())
with asyncio.Runner() as runner:
    print(runner.run(asyncio.sleep(0, "first")), runner.run(asyncio.sleep(0, "second")))
