d = {str(i): i for i in range(1000)}
keys = list(d)
# ---
for key in keys:
    d[key]
