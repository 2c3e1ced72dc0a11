# asynccontextmanager, AsyncExitStack, aclosing, driven by hand.
from contextlib import *
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
@asynccontextmanager
async def acm(n):
    print("enter", n)
    try: yield n
    except ValueError: print("handled")
    finally: print("exit", n)
async def gen():
    try: yield 1; yield 2
    finally: print("gen closed")
async def main():
    async with acm(1) as v: print(v)
    async with acm(2): raise ValueError
    async with AsyncExitStack() as st:
        print(await st.enter_async_context(acm(3))); st.callback(print, "cb"); st.enter_context(nullcontext())
    async with aclosing(gen()) as g:
        async for x in g: print(x); break
    async with nullcontext(5) as n: print(n)
run(main())
