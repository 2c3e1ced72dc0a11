# Shortest paths through a weighted grid with a heap, and the path drawn.
import heapq

GRID = """
1163751742
1381373672
2136511328
3694931569
7463417111
1319128137
1359912421
3125421639
1293138521
2311944581
""".split()

def neighbours(x, y, w, h):
    for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        if 0 <= x + dx < w and 0 <= y + dy < h:
            yield x + dx, y + dy

def shortest(grid):
    h, w = len(grid), len(grid[0])
    costs = {(x, y): int(c) for y, row in enumerate(grid) for x, c in enumerate(row)}
    best = {(0, 0): 0}
    before = {}
    queue = [(0, (0, 0))]
    visits = 0
    while queue:
        dist, here = heapq.heappop(queue)
        if dist > best[here]:
            continue
        visits += 1
        if here == (w - 1, h - 1):
            break
        for nxt in neighbours(*here, w, h):
            d = dist + costs[nxt]
            if d < best.get(nxt, 10**9):
                best[nxt] = d
                before[nxt] = here
                heapq.heappush(queue, (d, nxt))
    path = [here]
    while path[-1] in before:
        path.append(before[path[-1]])
    return dist, path[::-1], visits

dist, path, visits = shortest(GRID)
print("distance", dist, "steps", len(path) - 1)
on_path = set(path)
for y, row in enumerate(GRID):
    print("".join(c if (x, y) in on_path else "." for x, c in enumerate(row)))
bigger = [[(int(GRID[y % 10][x % 10]) + x // 10 + y // 10 - 1) % 9 + 1 for x in range(50)] for y in range(50)]
print("five times as large:", shortest(bigger)[0])
