# Lengths that a small integer does not hold.
class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
for n in (0, 1, 2**30, 2**31 - 1):
    print(len(L(n)), len(range(n)))
import sys
print(len(range(sys.maxsize)) == sys.maxsize, len(L(sys.maxsize)) == sys.maxsize)
print(len(range(sys.maxsize)) - 1 < sys.maxsize, type(len(range(sys.maxsize))))
try: len(L(sys.maxsize + 1))
except OverflowError as e: print(e)
try: len(L(-1))
except ValueError as e: print(e)
try: len(range(sys.maxsize + 1))
except OverflowError as e: print(e)
