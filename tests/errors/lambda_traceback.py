# Frames of lambdas and nested functions have their names.
add = lambda x: (lambda y: x + y)
def apply(f, *args):
    return f(*args)
apply(lambda: apply(add(1), "2"))
