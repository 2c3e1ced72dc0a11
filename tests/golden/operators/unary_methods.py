# Unary operators and the functions abs, invert, round, int and friends.
class U:
    def __neg__(s): return "neg"
    def __pos__(s): return "pos"
    def __invert__(s): return "inv"
    def __abs__(s): return "abs"
    def __round__(s, n=None): return f"round {n}"
    def __trunc__(s): return 1
    def __floor__(s): return "floor"
    def __ceil__(s): return "ceil"
    def __int__(s): return 7
    def __float__(s): return 7.5
    def __complex__(s): return 1j
    def __index__(s): return 3
import math
u = U()
print(-u, +u, ~u, abs(u), round(u), round(u, 2), math.floor(u), math.ceil(u), math.trunc(u), int(u), float(u))
print(complex(u), [0, 1, 2, 3][u], hex(u), "x" * u, range(u), bin(u))
class N: pass
for f in (
    lambda: -N(), lambda: ~N(), lambda: abs(N()), lambda: round(N()), lambda: int(N()), lambda: float(N()),
    lambda: complex(N()), lambda: math.floor(N()), lambda: math.trunc(N()), lambda: [1][N()],
    lambda: hex(N()),
):
    try: f()
    except TypeError as e: print(e)
