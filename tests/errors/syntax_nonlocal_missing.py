# nonlocal without a binding outside.
def f():
    nonlocal x
