n = range(1000)
text = "abc"
# ---
for i in n:
    len(text)
