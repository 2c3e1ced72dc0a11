# All ways to put eight queens on a board, by a generator that calls itself.
def queens(size, row=0, columns=(), up=(), down=()):
    if row == size:
        yield columns
        return
    for column in range(size):
        if column in columns or row + column in up or row - column in down:
            continue
        yield from queens(size, row + 1, columns + (column,), up + (row + column,), down + (row - column,))


solutions = list(queens(8))
for column in solutions[0]:
    print(" ".join("♛" if place == column else "·" for place in range(8)))
print(len(solutions), "solutions")
