n = range(1000)
# ---
d = {}
for i in n:
    d[i] = i
