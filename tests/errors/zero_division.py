# An uncaught exception in a function prints the stack with carets.
def inner(x):
    return 10 / x

def outer(x):
    y = x - 1
    return inner(y) + 1

outer(1)
