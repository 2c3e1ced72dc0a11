# Endless recursion raises RecursionError, which can be caught, again and again.
import sys
def f(n): return f(n + 1) + 1
for i in range(3):
    try: f(0)
    except RecursionError as e: print(type(e).__name__, str(e)[:32])
class C:
    def __getattr__(s, n): return getattr(s, n + "x")
    def __repr__(s): return repr(s)
    def __eq__(s, o): return s == o
for g in (lambda: C().a, lambda: repr(C()), lambda: C() == 1):
    try: g()
    except RecursionError: print("caught")
old = sys.getrecursionlimit()
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
sys.setrecursionlimit(old * 5)
print(depth(old * 4))
sys.setrecursionlimit(old)
print(issubclass(RecursionError, RuntimeError))
