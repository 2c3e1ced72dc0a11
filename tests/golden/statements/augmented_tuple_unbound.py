# An augmented assignment to a local makes the name local, so reading it first fails.
n = 1
def f():
    n += 1
try: f()
except UnboundLocalError as e: print(e)
def g():
    undefined += 1
try: g()
except UnboundLocalError as e: print(e)
try: never_bound += 1
except NameError as e: print(type(e).__name__, e)
