# What can be awaited: coroutines, objects with __await__, generators marked as coroutines.
import types
def run(c):
    try:
        while True: print("yielded", c.send(None))
    except StopIteration as e: return e.value
async def leaf(): return "leaf"
class A:
    def __await__(s): yield "A"; return "a"
class Bad1:
    def __await__(s): return 5
class Bad2:
    def __await__(s): return leaf()
@types.coroutine
def old(): yield "old"; return "o"
async def main(x):
    return await x
print(run(main(leaf())), run(main(A())), run(main(old())), run(main(main(leaf()))))
for bad in (5, Bad1(), Bad2(), (x for x in ""), None, len):
    try: run(main(bad))
    except TypeError as e: print(e)
