# ---
i = 0
while i < 1000:
    i += 1
