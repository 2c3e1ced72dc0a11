# Fails if a generator that could not delegate to a running one is taken for delegating still.
class MyErr(Exception): pass
def one():
    try:
        yield 0
    except MyErr:
        pass
    yield from two()
    try:
        yield 3
    except MyErr:
        pass
def two():
    try:
        yield 1
    except MyErr:
        print('1')
    try:
        yield from g1
    except ValueError:
        print('ve')
    try:
        yield 2
    except MyErr:
        pass
g1 = one()
res = [next(g1)]
try:
    for i in range(8):
        res.append(g1.throw(MyErr)); print(res)
except StopIteration:
    pass
print(res)
class MyIt(object):
    def __iter__(self):
        return self
    def __next__(self):
        return 42
    def close(self_):
        print(g1.gi_running)
        try: next(g1)
        except ValueError as e: print(e)
def one():
    yield from MyIt()
g1 = one()
next(g1)
g1.close()
print('end')
