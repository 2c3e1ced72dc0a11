# A coroutine can be awaited once.
async def f(): return 1
async def main():
    c = f()
    print(await c)
    try: await c
    except RuntimeError as e: print(e)
def run(c):
    try: c.send(None)
    except StopIteration as e: return e.value
run(main())
