# Errors in a lambda and in a decorator.
deco = lambda f: f(1, 2)
@deco
def g(x):
    return x
