# Errors through yield from.
def a():
    yield 1
    raise ValueError("in a")
def b():
    x = yield from a()
for v in b():
    pass
