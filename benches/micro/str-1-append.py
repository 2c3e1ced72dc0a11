n = range(1000)
# ---
s = ""
for i in n:
    s += "ab"
