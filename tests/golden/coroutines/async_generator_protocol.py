# Async generators: anext, asend, athrow, aclose driven by hand.
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
async def g():
    try:
        x = yield 1
        print("got", x)
        try: yield 2
        except ValueError as e: yield f"caught {e}"
    finally: print("cleanup")
a = g()
print(a.__aiter__() is a, run(a.__anext__()), run(a.asend("S")), run(a.athrow(ValueError("v"))))
try: run(a.__anext__())
except StopAsyncIteration as e: print("stop", e.args)
try: run(a.__anext__())
except StopAsyncIteration as e: print("stop again")
a = g(); run(a.__anext__()); print(run(a.aclose()), run(a.aclose()))
a = g()
try: run(a.asend(5))
except TypeError as e: print(e)
print(type(a).__name__, type(a.__anext__()).__name__, type(a.aclose()).__name__)
