# A single equals sign in a condition.
x = 5
if x = 5:
    print("five")
