# The name bound by except is deleted at the end of the clause, however it ends.
e = "before"
try: 1/0
except ZeroDivisionError as e: print(e)
try: e
except NameError as x: print(x)
def f():
    try: raise ValueError("v")
    except ValueError as err:
        del err
    try: err
    except UnboundLocalError as x: print(x)
    try: raise ValueError("v")
    except ValueError as err: err = 5
    print("err" in locals())
f()
for i in range(2):
    try: raise KeyError(i)
    except KeyError as k: continue
print("k" in globals())
