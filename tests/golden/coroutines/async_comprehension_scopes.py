# Async comprehensions nest, and await is allowed in every part.
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
async def ag(n):
    for i in range(n): yield i
async def val(x): return x
async def main():
    a = [[x * y async for x in ag(3)] for y in range(2)]
    b = [x async for x in ag(5) if await val(x) % 2]
    c = [await val(x) for x in range(3)]
    d = {await val(x): await val(x * x) for x in range(3)}
    e = (x async for x in ag(2))
    f = [x for y in [1, 2] async for x in ag(y)]
    return a, b, c, d, type(e).__name__, [q async for q in e], f
print(run(main()))
for src in (
    "async def f(): return [x async for x in y for z in await w]", "def f(): return [x async for x in y]",
    "def f(): await x", "[await x for x in y]", "async def f(): yield from x",
    "async def f():\n yield 1\n return 2", "def f():\n async with x: pass",
    "def f():\n async for x in y: pass",
):
    try: compile(src, "s", "exec"); print("fine")
    except SyntaxError as e: print(e.msg)
