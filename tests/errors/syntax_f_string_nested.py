# An error in a nested f-string.
print(f"{f'{1 +}'}")
