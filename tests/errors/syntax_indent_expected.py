# A missing block.
def f():
return 1
