# Breaks if the traceback of an exception in a task shows what runs the task.
import asyncio
import traceback


async def inner():
    await asyncio.sleep(0)
    raise ValueError("inner")


async def outer():
    await inner()


async def in_task():
    await asyncio.create_task(outer())


async def in_group():
    async with asyncio.TaskGroup() as group:
        group.create_task(inner())


def names(error):
    return [entry.name for entry in traceback.extract_tb(error.__traceback__)]


for program in outer, in_task:
    try:
        asyncio.run(program())
    except ValueError as error:
        print(names(error))
try:
    asyncio.run(in_group())
except* ValueError as group:
    print(names(group.exceptions[0]))
