# Reading a local before it is bound.
def f():
    total += 1
f()
