# Errors through awaits show each coroutine's frame.
async def leaf():
    raise RuntimeError("leaf")
async def middle():
    return 1 + await leaf()
async def top():
    await middle()
top().send(None)
