# A program is compiled whole before it runs, so nothing is printed.
print("never printed")
x = = 1
