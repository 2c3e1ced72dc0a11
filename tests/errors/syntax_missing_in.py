# A for loop without in.
for x range(5):
    pass
