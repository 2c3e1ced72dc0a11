# No markers when the whole line is at fault.
def f():
    raise ValueError
f()
