def count(n):
    for i in range(n):
        yield i

# ---
for i in count(1000):
    pass
