# cr_frame, cr_running, cr_await, cr_code, cr_suspended, cr_origin.
class W:
    def __await__(s): yield 1
async def f():
    print(c.cr_running)
    x = 5
    await W()
c = f()
print(c.cr_running, c.cr_await, c.cr_code.co_name, c.cr_frame.f_locals, c.cr_origin, c.cr_suspended)
c.send(None)
print(c.cr_frame.f_locals, type(c.cr_await).__name__, c.cr_suspended, c.__name__, c.__qualname__)
try: c.send(None)
except StopIteration: pass
print(c.cr_frame, c.cr_await)
