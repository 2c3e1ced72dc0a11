# A sudoku solver with constraint propagation and search.
def cross(a, b):
    return [x + y for x in a for y in b]

ROWS, COLS, DIGITS = "ABCDEFGHI", "123456789", "123456789"
SQUARES = cross(ROWS, COLS)
UNITS_ALL = [cross(ROWS, c) for c in COLS] + [cross(r, COLS) for r in ROWS] + [cross(rs, cs) for rs in ("ABC", "DEF", "GHI") for cs in ("123", "456", "789")]
UNITS = {s: [u for u in UNITS_ALL if s in u] for s in SQUARES}
PEERS = {s: set().union(*UNITS[s]) - {s} for s in SQUARES}

def parse(grid):
    values = {s: DIGITS for s in SQUARES}
    for s, c in zip(SQUARES, (c for c in grid if c in DIGITS + "0.")):
        if c in DIGITS and not assign(values, s, c):
            return None
    return values

def assign(values, s, d):
    return values if all(eliminate(values, s, other) for other in values[s].replace(d, "")) else None

def eliminate(values, s, d):
    if d not in values[s]:
        return values
    values[s] = values[s].replace(d, "")
    if not values[s]:
        return None
    if len(values[s]) == 1 and not all(eliminate(values, p, values[s]) for p in PEERS[s]):
        return None
    for unit in UNITS[s]:
        places = [q for q in unit if d in values[q]]
        if not places or len(places) == 1 and not assign(values, places[0], d):
            return None
    return values

def search(values):
    if values is None:
        return None
    if all(len(v) == 1 for v in values.values()):
        return values
    _, s = min((len(values[s]), s) for s in SQUARES if len(values[s]) > 1)
    for d in values[s]:
        if result := search(assign(values.copy(), s, d)):
            return result
    return None

def show(values):
    for r in ROWS:
        print(" ".join(values[r + c] + (" |" if c in "36" else "") for c in COLS))
        if r in "CF":
            print("------+-------+------")

EASY = "003020600900305001001806400008102900700000008006708200002609500800203009005010300"
HARD = "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......"
for grid in (EASY, HARD):
    solved = search(parse(grid))
    show(solved)
    print(all(sorted(solved[s] for s in u) == list(DIGITS) for u in UNITS_ALL))
print(parse("11" + "." * 79))
