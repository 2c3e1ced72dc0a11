# The markers below a traceback's source lines point at the failing part.
import traceback
class O: a = None
o = O(); d = {"k": {}}; f = len
def show(fn):
    try: fn()
    except Exception as e: print("".join(traceback.format_exception(e)[2:]), end="")
def t1(): return o.a.b.c
def t2(): return d["k"]["missing"]["x"]
def t3(): return 1 + (2 * "a" - 3)
def t4(): return f(1, 2)
def t5(): return (1 +
                  None +
                  2)
def t6(): x = [i / 0 for i in range(3)]
def t7(): assert 1 == 2, "no"
def t8(): raise ValueError("whole line")
def t9(): return undefined
def t10(): a, b = 1, 2, 3; return a
def t11(): del d["zz"]
def t12(): d["k"].x.y = 5
for t in (t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, t12): show(t)
