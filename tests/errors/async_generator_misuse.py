# Iterating an async generator with for fails with a traceback at the loop.
async def ag():
    yield 1
for x in ag():
    pass
