# StopIteration at module level, and RuntimeError from a generator.
def g():
    yield next(iter(()))
try:
    next(g())
except RuntimeError as e:
    next(iter(()))
