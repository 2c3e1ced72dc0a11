# del unbinds names; reading them again raises, and deleting twice raises.
x = y = z = 1
del x
del (y, z)
for name in "xyz":
    try: eval(name)
    except NameError as e: print(e)
try:
    del x
except NameError as e:
    print("again:", e)
def f():
    a = 1
    del a
    try: a
    except UnboundLocalError as e: print(e)
    try: del a
    except UnboundLocalError as e: print("again:", e)
    a = 2
    return a
print(f())
