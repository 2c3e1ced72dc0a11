text = "abcdefghij" * 100
n = range(500)
# ---
for i in n:
    text[i : i + 5]
