# Leaving an async for early leaves the generator suspended until closed; return ends it.
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
async def g():
    try:
        for i in range(9): yield i
    finally: print("closed")
async def main():
    a = g()
    async for x in a:
        if x == 2: break
    print("left at", x)
    print(await anext(a), await anext(a))
    await a.aclose()
    print(await anext(a, "default"))
    async def h():
        yield 1
        return
        yield 2
    return [x async for x in h()]
print(run(main()))
