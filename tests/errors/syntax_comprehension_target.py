# A comprehension assigned to.
[x for x in range(3)] = 5
