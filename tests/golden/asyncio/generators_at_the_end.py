# Fails if asynchronous generators are left open when they are dropped or the loop ends.
import asyncio


async def numbers(name):
    try:
        for i in range(10):
            yield i
    finally:
        await asyncio.sleep(0)
        print(name, "closed")


kept = []


async def main():
    async for i in numbers("broken off"):
        if i == 2:
            break
    await asyncio.sleep(0.002)
    generator = numbers("kept")
    print(await generator.__anext__())
    kept.append(generator)
    print([i async for i in numbers("whole") if i % 4 == 0])
    generator = numbers("closed by hand")
    print(await anext(generator))
    await generator.aclose()
    print(await anext(generator, "no more"))


asyncio.run(main())
