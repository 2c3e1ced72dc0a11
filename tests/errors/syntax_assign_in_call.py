# A comparison was meant in a call.
if f(x) = 3:
    pass
