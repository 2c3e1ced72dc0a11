# Conway's game of life on a set of cells: a glider moves, a blinker blinks.
from collections import Counter
from itertools import product

def step(cells):
    near = Counter((x + dx, y + dy) for x, y in cells for dx, dy in product((-1, 0, 1), repeat=2) if dx or dy)
    return {c for c, n in near.items() if n == 3 or n == 2 and c in cells}

def parse(text):
    return {(x, y) for y, row in enumerate(text.split()) for x, c in enumerate(row) if c == "#"}

def show(cells, width, height):
    for y in range(height):
        print("".join("#" if (x, y) in cells else "." for x in range(width)))

glider = parse(".#. ..# ###")
for generation in range(5):
    print("generation", generation)
    show(glider, 6, 5)
    glider = step(glider)
moved = parse(".#. ..# ###")
for _ in range(40):
    moved = step(moved)
print(sorted(moved))
blinker = parse("### ... ...")
print(step(step(blinker)) == blinker, step(blinker) != blinker)
acorn = parse(".#..... ...#... ##..###")
populations = []
for _ in range(60):
    populations.append(len(acorn))
    acorn = step(acorn)
print(populations)
