n = range(1000)
# ---
for i in n:
    f"{i}: {i:>8x}"
