# A table of // and % for ints and floats of both signs.
vals = [-7, -3, -1, 1, 2, 5, 7.5, -2.5]
for a in vals: print(a, *[f"{a // b},{a % b}" for b in vals], sep=" | ")
print([divmod(a, 10**20) for a in (5, -5, 10**21 + 3, -10**21 - 3)])
print([(-a) // b == -(a // b) - (a % b != 0) for a, b in ((7, 2), (8, 2), (10**30, 7))])
