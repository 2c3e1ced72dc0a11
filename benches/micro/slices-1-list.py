numbers = list(range(1000))
n = range(500)
# ---
for i in n:
    numbers[i : i + 5]
