# else runs without exception, finally always, in this order.
def t(fail):
    try:
        print("try")
        if fail: raise ValueError
    except ValueError: print("except")
    else: print("else")
    finally: print("finally")
    print("after")
t(0); t(1)
try:
    try: pass
    except ValueError: print("never")
    else: raise ValueError("from else")
    finally: print("fin")
except ValueError as e: print(e)
