# Natives that ask Python for items and results: the answers, StopIteration and other exceptions reach the right one.
import itertools, functools
def g():
    yield from map(int, ['1','x'])
try: print(list(g()))
except ValueError as e: print('VE', e)
try: print(sum(g()))
except ValueError as e: print('VE', e)
def k(x): raise StopIteration(5)
try: sorted([1,2], key=k)
except StopIteration as e: print('SI', e.value)
try: min([1,2], key=k)
except StopIteration as e: print('SI', e.value)
try: functools.reduce(lambda a,b: next(iter(())), [1,2,3])
except StopIteration as e: print('SI red')
print(list(map(k, [1,2])))
print(list(filter(lambda x: next(iter(())) , [1,2])) if 0 else '')
try: print(list(filter(k,[1,2])))
except StopIteration: print('SI filter')
print(list(itertools.starmap(k, [(1,),(2,)])))
it = iter([1])
for i in range(600): it = itertools.chain(it, [i])
print(sum(it))
it = iter(range(10))
for i in range(3000): it = map(lambda x: x+1, it)
try: print(next(it))
except RecursionError as e: print('RE', e)
it = iter(range(10))
for i in range(2000): it = enumerate(it)
x=next(it)
it = (x for x in range(3))
for i in range(500): it = zip(it)
x=next(it); 
for i in range(500): x=x[0]
print(x)
class It:
    def __init__(s): s.n=0
    def __iter__(s): return s
    def __next__(s):
        s.n+=1
        if s.n>3: raise StopIteration
        return s.n
print(list(enumerate(It())), list(zip(It(),It())), dict(zip('abc',It())), [a+b for a,b in zip(It(),It())], [a+b for a,b in enumerate(It())])
print(list(zip((x for x in 'abc'), It(), [1,2,3])))
class GI:
    def __iter__(self):
        yield 1; yield 2
print(list(GI()), set(GI()), tuple(GI()), sum(GI()), sorted(GI(), key=lambda x:-x), max(GI()), ''.join(map(str,GI())))
class Bad:
    def __iter__(self): return 5
try: list(Bad())
except TypeError as e: print(e)
class Bad2:
    def __iter__(self): raise StopIteration
try: list(Bad2())
except StopIteration as e: print('SI iter')
print(next(It(),9), next(iter(()),9), next((x for x in ()),8))
def gg():
    try:
        yield 1
    except ValueError: yield 7
x=gg(); next(x); print(x.throw(ValueError)); print(next(x,'end'))
@functools.lru_cache
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
print(fib(200), fib.cache_info())
p=functools.partial(print, 1, sep='-'); p(2,3,end='!\n')
print(list(map(functools.partial(pow,2),[1,2,3])))
def gen3():
    r = yield 1
    yield r
y=gen3(); next(y); print(y.send(4))
y=gen3(); print(list(itertools.islice(y,1)))
def recur(n):
    return sorted([n], key=lambda x: recur(n+1))
try: recur(0)
except RecursionError as e: print('RE')
def already():
    yield next(me)
me=already()
try: list(me)
except ValueError as e: print(e)
print(list(itertools.accumulate([1,2,3], lambda a,b:a*b)), list(itertools.takewhile(lambda x:x<3,[1,2,3,1])))
print(list(itertools.groupby([1,1,2],key=lambda x:x%2))[0][0])
t1,t2=itertools.tee(x for x in range(4)); print(list(t1),list(t2))
print(sorted(It(), key=lambda x:-x), sorted((x for x in 'cab'), reverse=True), max((x for x in 'cab'), key=lambda c: ord(c)))
l=[3,2,1]
def kk(x): l.append(5); return x
try: l.sort(key=kk)
except ValueError as e: print(e, len(l))
