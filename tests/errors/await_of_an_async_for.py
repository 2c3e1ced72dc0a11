# An asynchronous generator that fails in `async for`: the statement shows without carets.
async def items():
    yield 1
    raise KeyError("none left")
async def main():
    async for item in items():
        print(item)
main().send(None)
