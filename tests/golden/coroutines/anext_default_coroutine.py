# Fails if anext() with a default cannot await an __anext__ that is a coroutine function.
import types


class Ticks:
    def __init__(self, count):
        self.count = count

    async def __anext__(self):
        if self.count == 0:
            raise StopAsyncIteration
        self.count -= 1
        await pause("tick")
        return self.count


@types.coroutine
def pause(word):
    return (yield word)


async def main():
    ticks = Ticks(2)
    return [await anext(ticks, "end") for _ in range(4)]


running = main()
try:
    while True:
        print("yielded", running.send(None))
except StopIteration as end:
    print("returned", end.value)
