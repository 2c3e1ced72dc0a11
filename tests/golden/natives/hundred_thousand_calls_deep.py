# With a raised limit, a hundred thousand nested Python calls work.
import sys
sys.setrecursionlimit(120000)
def down(n): return 0 if n == 0 else 1 + down(n - 1)
print(down(100000))
class N:
    def __init__(s, n): s.n = n
    def go(s): return 0 if s.n == 0 else 1 + N(s.n - 1).go()
print(N(30000).go())
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
print(even(50001))
def fail(n):
    if n == 0: raise ValueError("at the bottom")
    fail(n - 1)
try: fail(50000)
except ValueError as e:
    n, tb = 0, e.__traceback__
    while tb: n, tb = n + 1, tb.tb_next
    print(e, n)
