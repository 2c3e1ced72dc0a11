# A conditional expression needs its else.
x = 5 if True
