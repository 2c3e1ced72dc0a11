# Truth comes from __bool__, else __len__, else is true.
class B:
    def __init__(s, v): s.v = v
    def __bool__(s): return s.v
class L:
    def __init__(s, n): s.n = n
    def __len__(s): return s.n
class N: pass
class BL(L):
    def __bool__(s): return True
print(bool(B(True)), bool(B(False)), bool(L(0)), bool(L(3)), bool(N()), bool(BL(0)), not L(0))
for v in (1, None, "x"):
    try: bool(B(v))
    except TypeError as e: print(e)
for n in (-1, "x", 1.0, 2**70, None):
    try: len(L(n))
    except Exception as e: print(type(e).__name__, e)
    try: bool(L(n))
    except Exception as e: print(type(e).__name__, e)
if L(0): print("never")
while L(0): print("never")
print(L(0) or "empty", L(1) and "full")
