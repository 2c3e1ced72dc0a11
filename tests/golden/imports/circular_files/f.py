import e
print(e.z)
