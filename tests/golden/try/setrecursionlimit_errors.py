# sys.setrecursionlimit checks its argument.
import sys
for v in (0, -5, "x", 1.5, None, 2**40):
    try: sys.setrecursionlimit(v); print("ok", v)
    except Exception as e: print(type(e).__name__, e)
sys.setrecursionlimit(1234); print(sys.getrecursionlimit())
