# return without a value, with a tuple, with a starred tuple, and falling off the end.
def a(): return
def b(): return 1, 2
def c(*x): return *x, 9
def d(): pass
def e(x):
    if x: return "yes"
print(a(), b(), c(1, 2), d(), e(1), e(0))
