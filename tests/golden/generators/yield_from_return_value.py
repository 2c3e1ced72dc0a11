# StopIteration's value is the value of yield from, also from custom iterators and subclasses.
class It:
    def __iter__(s): return s
    def __next__(s): raise StopIteration(("a", 1))
def g():
    x = yield from It()
    print(x)
    return x
def h(): return (yield from g())
try: next(h())
except StopIteration as e: print(e.value)
def ret(v):
    return v
    yield
for v in (None, 5, (1, 2), StopIteration(3), [1]):
    try: next(ret(v))
    except StopIteration as e: print(repr(e.value), e.args)
