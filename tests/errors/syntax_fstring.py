# An error inside an f-string.
x = 1
print(f"value: {x +} end")
