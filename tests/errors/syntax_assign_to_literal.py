# Assigning to a literal, in a for loop.
for 5 in range(3):
    pass
