# An error inside a comprehension with conditions.
data = [1, 2, "3"]
print([y for x in data if (y := x * 2) > 2])
