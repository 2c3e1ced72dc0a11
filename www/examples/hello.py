# Python 3.14, running in this page.
import sys

print("Hello from Python", sys.version.split()[0])

squares = {n: n * n for n in range(1, 6)}
for n, square in squares.items():
    print(f"{n} squared is {square:>2}")

print("2 ** 200 =", 2**200)
