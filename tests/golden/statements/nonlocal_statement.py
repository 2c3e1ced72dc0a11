# nonlocal rebinds the variable of the nearest enclosing function.
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def drop():
        nonlocal n
        del n
    return inc, drop
inc, drop = counter()
print(inc(), inc(), inc(10))
drop()
try: inc()
except NameError as e: print(type(e).__name__, e)
other, _ = counter()
print(other())
