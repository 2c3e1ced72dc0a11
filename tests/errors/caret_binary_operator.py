# The operator at fault is marked inside its operands.
a, b, c = 1, "x", 2
print(a * 2 + (b - c) * 3)
