# break, continue or return in a finally clause drop the exception in flight.
src = """
def f():
    for i in range(3):
        try: 1/0
        finally:
            if i < 1: continue
            break
    return i
def g():
    while 1:
        try: return 1
        finally: break
    return 2
def h():
    try: raise KeyError
    except KeyError: 1/0
    finally: return 3
print(f(), g(), h())
"""
import warnings
warnings.simplefilter("ignore")
exec(src)
import sys
print(sys.exception())
