# A generator dropped while suspended runs its finally blocks at once.
def g(n):
    try:
        yield n
        yield n + 1
    finally: print("cleanup", n)
it = g(1); next(it)
del it
print("after del")
for x in g(2):
    break
print("after break", x)
def f():
    return next(g(3))
print(f(), "after f")
next(g(4)); print("after next")
a = [g(5), g(6)]; next(a[1])
a.clear(); print("cleared")
g(7); print("never started")
