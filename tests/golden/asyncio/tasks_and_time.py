# Fails if the event loop does not run tasks, time and cancellation.
import asyncio


async def later(i):
    await asyncio.sleep(0.002 * i)
    return i


async def main():
    print(await asyncio.gather(*(later(i) for i in range(4))))
    print(await asyncio.create_task(later(1)))
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.005)
    except TimeoutError as error:
        print(repr(error))
    try:
        async with asyncio.timeout(0.005):
            await asyncio.sleep(10)
    except TimeoutError:
        print("timeout")
    async with asyncio.TaskGroup() as group:
        a, b = group.create_task(later(1)), group.create_task(later(2))
    print(a.result(), b.result())

    async def fail():
        raise ValueError("in a task")

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(10))
            group.create_task(fail())
    except* ValueError as error:
        print(error.exceptions)
    task = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    print(task.cancel("enough"))
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", error.args, task.cancelled())
    print(await asyncio.gather(fail(), later(0), return_exceptions=True))
    done, pending = await asyncio.wait([asyncio.create_task(later(i)) for i in (1, 50)], return_when="FIRST_COMPLETED")
    print(len(done), len(pending))
    for task in pending:
        task.cancel()
    for next_one in asyncio.as_completed([later(5), later(1), later(3)]):
        print(await next_one)
    print(await asyncio.shield(later(0)), asyncio.current_task().get_name())


asyncio.run(main())


async def raises():
    raise KeyError("out of run")


try:
    asyncio.run(raises())
except KeyError as error:
    print(repr(error))
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)
