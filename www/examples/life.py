# Conway's game of life on a set of cells.
import time
from collections import Counter


def step(cells):
    near = Counter(
        (x + dx, y + dy)
        for x, y in cells
        for dx in (-1, 0, 1)
        for dy in (-1, 0, 1)
        if dx or dy
    )
    return {cell for cell, count in near.items() if count == 3 or count == 2 and cell in cells}


cells = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for generation in range(12):
    print(f"generation {generation}")
    for y in range(8):
        print("".join("█" if (x, y) in cells else "·" for x in range(12)))
    cells = step(cells)
    time.sleep(0.3)
