# Objects without the asynchronous iteration methods are refused with a reason.
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
class NoNext:
    def __aiter__(s): return s
class BadNext:
    def __aiter__(s): return s
    def __anext__(s): return 5
class AsyncAiter:
    async def __aiter__(s): return s
async def loop(x):
    async for _ in x: pass
for x in ([1], 5, NoNext(), BadNext()):
    try: run(loop(x))
    except TypeError as e: print(e)
async def plain():
    for _ in agen(): pass
async def agen(): yield 1
try: run(plain())
except TypeError as e: print(e)
