# Chains of generators that delegate: what one of them does by itself must not mislead who resumes the first.
def leaf(name, n):
    try:
        for i in range(n): yield name, i
    except KeyError as e:
        print('leaf', name, 'caught', e)
        yield name, 'caught'
    return name + '!'
def link(inner, tag):
    try:
        result = yield from inner
        print(tag, 'got', result)
        yield tag, 'own'
    except ValueError as e:
        print(tag, 'caught', e)
        yield tag, 'after'
    return tag + '!'
def chain(n):
    bottom = leaf('L', n)
    all = [bottom]
    for tag in 'abcd': all.append(link(all[-1], tag))
    return all
# Somebody else resumes one between the ends.
all = chain(6)
first = all[-1]
print(next(first), next(first), next(all[2]), next(first), next(all[0]), next(first), list(first))
# The last ends while another one is resumed.
all = chain(2)
first = all[-1]
print(next(first), next(first), next(all[1]), next(first), next(all[3]), next(first), list(first))
# An exception goes to the last, or is caught on its way.
all = chain(9)
first = all[-1]
print(next(first), next(first), first.throw(KeyError('k')), next(first), next(first))
all = chain(9)
first = all[-1]
print(next(first), next(first), all[2].throw(ValueError('v')), next(first), list(first))
all = chain(9)
first = all[-1]
next(first); next(first)
all[0].close()
print(list(first))
# Abandoned chains, new ones in their place.
for turn in range(50):
    all = chain(3); it = all[-1]; next(it); next(it)
    del all, it
    g = link(iter((turn,)), 'x'); 
    if next(g) != turn: print('wrong')
# Two chains by turns.
def walk(n):
    if n:
        yield from walk(n - 1)
        yield n
        yield from walk(n - 1)
print([a == b for a, b in zip(walk(4), walk(4))].count(True), list(walk(3)), sum(walk(8)))
# Frames are asked for.
all = chain(9)
first = all[-1]
next(first); next(first)
print(all[2].gi_frame.f_lineno > 0, all[2].gi_yieldfrom is all[1], next(first), next(first), all[1].gi_frame.f_locals['tag'])
import sys
def deep(n):
    if n: yield from deep(n - 1)
    else:
        while True:
            depth, frame = 0, sys._getframe()
            while frame.f_code is deep.__code__: depth, frame = depth + 1, frame.f_back
            yield depth
it = deep(20)
print([next(it) for _ in range(4)])
sys.setrecursionlimit(100)
it = deep(60)
print([next(it) for _ in range(3)])
def under(n, it): return next(it) if not n else under(n - 1, it)
print(under(10, it), next(it))
