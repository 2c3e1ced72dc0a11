# Frames of two functions calling each other are not collapsed; the depth is bounded by what is raised.
def a(n):
    if n == 0: raise ValueError("bottom")
    b(n - 1)
def b(n):
    a(n)
a(3)
