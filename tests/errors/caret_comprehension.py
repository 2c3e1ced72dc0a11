# The frame of a comprehension is inlined; a generator expression has its own.
def f():
    return [10 // x for x in (2, 1, 0)]
def g():
    return sum(10 // x for x in (2, 1, 0))
try: f()
except ZeroDivisionError:
    g()
