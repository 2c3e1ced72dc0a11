# ag_frame, ag_running, ag_await, ag_code and names of async generators.
async def g(x): yield x
a = g(5)
print(a.ag_running, a.ag_await, a.ag_code.co_name, a.ag_frame.f_locals, a.__name__, a.__qualname__)
try: a.__anext__().send(None)
except StopIteration as e: print(e.value)
try: a.__anext__().send(None)
except StopAsyncIteration: print(a.ag_frame)
try: next(a)
except TypeError as e: print(e)
try: iter(a)
except TypeError as e: print(e)
