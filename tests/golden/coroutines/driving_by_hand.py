# A coroutine is driven with send, and raises StopIteration with its result.
class Wait:
    def __init__(s, v): s.v = v
    def __await__(s):
        got = yield s.v
        return f"got {got}"
async def f(x):
    a = await Wait(x)
    b = await Wait(x + 1)
    return a, b
c = f(1)
print(c.send(None), c.send("p"))
try: c.send("q")
except StopIteration as e: print(e.value)
try: c.send(None)
except RuntimeError as e: print(e)
print(type(c).__name__)
c = f(1)
try: c.send(1)
except TypeError as e: print(e)
c.close()
try: iter(c)
except TypeError as e: print(e)
try: next(c)
except TypeError as e: print(e)
