# lru_cache and cache: hits, sizes, typed, errors are not cached.
from functools import lru_cache, cache
calls = []
@lru_cache(maxsize=2)
def f(x, y=0): calls.append((x, y)); return x + y
print(f(1), f(1), f(2), f(3), f(1), calls, f.cache_info(), f.cache_parameters())
f.cache_clear(); print(f.cache_info(), f.__wrapped__(5), f.__name__)
@lru_cache(typed=True)
def t(x): return type(x).__name__
print(t(1), t(1.0), t(True), t.cache_info())
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(90), fib.cache_info())
@lru_cache
def bad(x): calls.append(x); raise ValueError
calls.clear()
for _ in range(2):
    try: bad(1)
    except ValueError: pass
print(calls, bad.cache_info())
try: f([])
except TypeError as e: print(e)
@lru_cache(maxsize=0)
def none(x): return x
none(1); none(1); print(none.cache_info(), f(x=1), f(1, y=0), f.cache_info())
class C:
    @lru_cache
    def m(self, x): return x * 2
c = C(); print(c.m(2), c.m(2), C.m.cache_info().hits)
try: lru_cache(maxsize="x")
except TypeError as e: print(e)
