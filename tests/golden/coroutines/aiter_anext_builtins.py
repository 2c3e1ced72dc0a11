# aiter() and anext() with defaults and errors.
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
async def g(): yield 1
class N:
    def __aiter__(s): return s
async def main():
    a = aiter(g())
    print(await anext(a), await anext(a, "d"))
    try: await anext(a)
    except StopAsyncIteration: print("stop")
run(main())
for bad in (5, [], N()):
    try: aiter(bad)
    except TypeError as e: print(e)
try: anext(5)
except TypeError as e: print(e)
