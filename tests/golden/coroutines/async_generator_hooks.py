# sys.set_asyncgen_hooks sees the first iteration and the finalisation.
import sys
def first(ag): print("first", ag.__name__)
def fin(ag): print("finalize", ag.__name__); kept.append(ag)
kept = []
print(sys.get_asyncgen_hooks())
sys.set_asyncgen_hooks(firstiter=first, finalizer=fin)
async def g():
    try: yield 1
    finally: print("cleanup")
a = g()
try: a.__anext__().send(None)
except StopIteration as e: print(e.value)
del a
print(len(kept))
try: kept.pop().aclose().send(None)
except StopIteration: print("closed")
sys.set_asyncgen_hooks(None, None)
print(sys.get_asyncgen_hooks())
