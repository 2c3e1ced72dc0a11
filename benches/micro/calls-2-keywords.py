def add(a, *, b=2, c=3):
    return a + b + c

n = range(1000)
# ---
for i in n:
    add(i, c=4)
