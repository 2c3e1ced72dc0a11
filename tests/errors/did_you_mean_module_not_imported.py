# Using a standard module without importing it gets a hint.
print(math.pi)
