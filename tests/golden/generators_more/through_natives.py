# enumerate, map and filter over generators: in loops, in calls, with names left as they were and errors where they belong.
def g(n):
    for i in range(n): yield i * i
for i, x in enumerate(g(4)): print(i, x, end='; ')
print(i, x)
for i, x in enumerate(g(0), 5): pass
print(i, x)
for pair in enumerate(g(3), 10**20): print(pair, end=' ')
for (i, (a, b)) in enumerate((v, v) for v in 'xy'): print(i, a, b)
e = enumerate(g(5))
for i, x in e:
    if i == 1: break
for i, x in e: print(i, x, end=' ')
print(list(e), next(e, 'over'))
class Names: pass
n = Names()
for n.i, n.x in enumerate(g(2)): print(n.i, n.x)
def bad():
    yield 1
    raise KeyError('bad')
try:
    for i, x in enumerate(bad()): print(i, x)
except KeyError as error: print(error, i, x, error.__traceback__.tb_lineno, error.__traceback__.tb_next.tb_lineno)
try:
    for i, x, y in enumerate(g(2)): pass
except ValueError as error: print(error)
def own():
    for i, x in loop: yield i, x
loop = enumerate(i for i in own())
try: next(loop)
except ValueError as error: print(error)
class Sub(enumerate): pass
print([p for p in Sub(g(2))], [i + x for i, x in enumerate(enumerate(g(2)) for _ in ())])
for i, (j, x) in enumerate(enumerate(g(3), 7)): print(i, j, x, end=' ')
def tree(n):
    if n: yield from tree(n - 1); yield n; yield from tree(n - 1)
print([(i, x) for i, x in enumerate(tree(3))])
def stop(x):
    if x > 4: raise StopIteration
    return x
print(list(map(stop, g(5))), [x for x in map(str, g(3))], list(filter(None, g(3))), list(filter(lambda x: x % 2, g(6))), dict(enumerate(g(3))))
for x in filter(None, g(3)): print(x, end=' ')
for x in map(lambda v: -v, g(3)): print(x, end=' ')
m = filter(lambda v: next(f, None) is None, g(2))
f = g(0); print(list(m), sum(map(abs, g(4))), list(zip(enumerate(g(2)), map(str, g(2)))))
def gen_loop():
    for i, x in enumerate(g(3)): yield i + x
print(list(gen_loop()), next(map(bool, g(1))), next(filter(None, g(1)), 'none'))
