# A coroutine dropped without being started warns; a started one is closed.
import warnings, sys
warnings.simplefilter("always")
warnings.showwarning = lambda m, c, *a, **k: print(c.__name__, m)
async def f(): pass
f()
x = f(); x.close(); del x
class W:
    def __await__(s):
        try: yield
        finally: print("closed")
async def g(): await W()
c = g(); c.send(None)
del c
print("end")
