def add(a, b):
    return a + b

n = range(1000)
# ---
for i in n:
    add(i, 1)
