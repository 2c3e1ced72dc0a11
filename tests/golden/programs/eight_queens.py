# Backtracking finds all solutions of the queens puzzle.
def queens(n):
    columns, rising, falling = set(), set(), set()
    placed = []
    def place(row):
        if row == n:
            yield tuple(placed)
            return
        for c in range(n):
            if c in columns or row + c in rising or row - c in falling:
                continue
            columns.add(c); rising.add(row + c); falling.add(row - c); placed.append(c)
            yield from place(row + 1)
            columns.remove(c); rising.remove(row + c); falling.remove(row - c); placed.pop()
    return place(0)

print([sum(1 for _ in queens(n)) for n in range(1, 8)])
first = next(queens(8))
for c in first:
    print(" ".join("Q" if i == c else "." for i in range(8)))

def symmetries(q):
    n = len(q)
    for _ in range(4):
        q = tuple(n - 1 - q.index(i) for i in range(n))
        yield q
        yield q[::-1]
solutions = set(queens(6)) | set(queens(7))
distinct = {min(symmetries(s)) for s in solutions}
print(len(solutions), len(distinct), sorted(distinct)[:3])
