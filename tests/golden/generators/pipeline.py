# Generators chained as a pipeline pull one item at a time.
def src():
    for i in range(5): print("make", i); yield i
def even(it):
    for x in it:
        if x % 2 == 0: yield x
def sq(it):
    for x in it: yield x * x
for v in sq(even(src())):
    print("use", v)
    if v: break
