# A chained comparison evaluates each operand once and stops at the first false.
def t(x): print("eval", x); return x
print(t(1) < t(2) < t(3))
print(t(3) < t(2) < t(1))
print(t(1) < t(5) > t(2) == t(2) != t(3))
print(1 < 2 in [2, 3], 1 in [1] == True)
print(not 1 < 2 < 3, (1 < 2) < 3)
