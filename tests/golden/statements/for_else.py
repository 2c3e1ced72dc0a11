# The else of a for loop runs when the iterable is used up, not after break.
for x in "abc":
    print(x)
else:
    print("else", x)
for x in "abc":
    if x == "b":
        break
else:
    print("never")
print("broke at", x)
for x in []:
    pass
else:
    print("empty else", x)
for x in range(3):
    if x: continue
    print("zero only", x)
