# Changing the builtins module is seen by functions that used the old value.
import builtins
def f(x): return abs(x)
print([f(-1) for _ in range(20)][-1])
old, builtins.abs = builtins.abs, lambda x: "changed"
print(f(-1)); builtins.abs = old; print(f(-1))
def g(): return newbuiltin
for _ in range(10):
    try: g()
    except NameError as e: msg = str(e)
print(msg); builtins.newbuiltin = 5; print(g()); newbuiltin = 6
print(g()); del newbuiltin; print(g()); del builtins.newbuiltin
try: g()
except NameError as e: print(e)
