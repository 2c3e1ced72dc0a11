# StopIteration and StopAsyncIteration raised inside become RuntimeError; yielding while closing is refused.
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
async def a(): yield 1; raise StopIteration("x")
async def b(): yield 1; raise StopAsyncIteration("y")
async def c(): raise StopIteration("z")
async def d():
    try: yield 1
    except GeneratorExit: yield 2
async def drain(g): return [x async for x in g]
for f in (a, b):
    try: run(drain(f()))
    except RuntimeError as e: print(e, repr(e.__cause__))
try: run(c())
except RuntimeError as e: print(e)
x = d(); run(x.__anext__())
try: run(x.aclose())
except RuntimeError as e: print(e)
y = a(); run(y.__anext__()); z = y.__anext__()
try: run(y.athrow(KeyError("k")))
except KeyError as e: print(e)
