# A keyword argument given twice.
f(a=1, b=2, a=3)
