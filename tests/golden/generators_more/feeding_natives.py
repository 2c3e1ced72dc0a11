# Items that generators feed to natives: early ends, asked truths and keys, errors of either side, what sees what.
import sys
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
def dg():
    for i in range(3): yield D(i)
for d in dg(): print('loop', d.n)
del d
class B:
    def __init__(self, v): self.v = v
    def __bool__(self): print('bool', self.v); return self.v
print(any(B(x) for x in (False, True, True)), all(B(x) for x in (True, False)), any([B(False), B(True), B(True)]), all((B(True), B(True))))
print(any([]), all([]), any(x for x in ()), all(x for x in ()))
class C:
    def __init__(self, v): self.v = v
    def __lt__(self, o): print('lt', self.v, o.v if isinstance(o, C) else o); return self.v < (o.v if isinstance(o, C) else o)
    def __gt__(self, o): print('gt', self.v, o.v if isinstance(o, C) else o); return self.v > (o.v if isinstance(o, C) else o)
    def __repr__(self): return f'C({self.v})'
def mixed():
    got = sys._getframe(1).f_code.co_name
    yield 3; print('after 3', got); yield C(1); print('after C'); yield 2
    print('after 2', sys._getframe(1).f_code.co_name)
print(min(mixed()), max(mixed()))
print(max((x % 7 for x in range(20)), key=lambda v: -v), min('abc', 'ab', key=len), max((i for i in ()), default='none'))
for f in (min, max):
    try: f(i for i in ())
    except ValueError as e: print(e)
print(min([3, 1, 2], key=lambda v: -v), max([True, 1, 1.0]), min(1.0, 1))
class Add:
    def __radd__(self, o): print('radd', o); return self
    def __add__(self, o):
        try: next(g, 'end')
        except ValueError as e: print(e)
        else: print('advanced')
        return self
g = (i for i in range(5))
sum(g, Add())
def fails():
    yield 1
    raise KeyError('mine')
for f in (sum, max, set, list, tuple, any, sorted, ''.join):
    try: print(f(fails()))
    except (KeyError, TypeError) as e: print(f.__name__, repr(e))
def unhash():
    try: yield []
    finally: print('closed')
for f in (set, frozenset, dict, sum):
    u = unhash()
    try: f(u)
    except (TypeError, ValueError) as e: print(e)
    print(u.gi_frame is None)
    del u
g = (i for i in range(3))
print(next(g), next(g, 9), next(g), next(g, 9), next(g, 8))
try: next(g)
except StopIteration as e: print('stop', e.value)
def ret(): 
    yield 1
    return 5
r = ret(); next(r)
try: next(r)
except StopIteration as e: print('value', e.value)
def selfish():
    yield 1
    try: list(me)
    except ValueError as e: print(e)
    try: next(me, 3)
    except ValueError as e: print(e)
    yield 2
me = selfish(); print(sorted(me))
def stops():
    yield 1
    raise StopIteration('x')
for f in (list, lambda g: [next(g), next(g, 4)], sum):
    try: f(stops())
    except RuntimeError as e: print(e, repr(e.__cause__))
