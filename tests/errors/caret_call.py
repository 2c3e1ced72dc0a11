# The call at fault is marked among several.
def f(x): return g(x)
def g(x): raise LookupError("in g")
print(len("ab"), f(  1  ), len("c"))
