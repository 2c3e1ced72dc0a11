# A SyntaxWarning is printed, then the program runs and fails.
def f(x):
    return x is 5
f(1)
assert (0, "always true")
1 / 0
