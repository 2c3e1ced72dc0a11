# A bare generator expression beside other arguments.
f(x for x in y, 1)
