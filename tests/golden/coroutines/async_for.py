# async for uses __aiter__ and __anext__, with else, break and continue.
class R:
    def __init__(s, n): s.n, s.i = n, 0
    def __aiter__(s): return s
    async def __anext__(s):
        if s.i >= s.n: raise StopAsyncIteration
        s.i += 1
        return s.i
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
async def main():
    async for x in R(3): print(x)
    else: print("else")
    async for x in R(5):
        if x == 2: continue
        if x == 4: break
        print("x", x)
    else: print("never")
    async for a, b in gen(): print(a, b)
    return [x async for x in R(3) if x != 2], {x: 1 async for x in R(2)}, sorted({x async for x in R(2)})
async def gen(): yield 1, 2
print(run(main()))
