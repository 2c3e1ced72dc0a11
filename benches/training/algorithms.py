# Trains algorithms: pattern matching, recursion, dynamic programming, graph search, heaps, bisection, matrices, grids.
import heapq
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict, deque
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32


@dataclass
class Num:
    value: float


@dataclass
class Op:
    sign: str
    left: object
    right: object


class Move:
    __match_args__ = ("dx", "dy")

    def __init__(self, dx, dy):
        self.dx, self.dy = dx, dy


def evaluate(node):
    match node:
        case Num(value):
            return value
        case Op("+", left, right):
            return evaluate(left) + evaluate(right)
        case Op("*", Num(0), _) | Op("*", _, Num(0)):
            return 0
        case Op("*", left, right):
            return evaluate(left) * evaluate(right)
        case Op(sign=("-" | "~") as sign, left=left, right=right):
            return evaluate(left) - evaluate(right) if sign == "-" else -evaluate(left)


def command(message):
    match message:
        case None | True | False:
            return "constant"
        case int(n) if n < 0:
            return f"negative {n}"
        case int() | float():
            return "number"
        case "stop":
            return "halt"
        case str(text) if " " in text:
            return command(text.split())
        case ["go", ("north" | "south") as way]:
            return way
        case ["take", item, *rest]:
            return item + str(len(rest))
        case [first, *_, last] if first == last:
            return "bookends"
        case {"type": "point", "at": [x, y], **rest}:
            return x + y + len(rest)
        case {"type": str(kind)}:
            return kind.upper()
        case Move(0, dy) | Move(dx=dy, dy=0):
            return dy
        case (a, b) | [a, b, _]:
            return [a, b]
        case _:
            return type(message).__name__


MESSAGES = [None, True, -4, 7, 2.5, "stop", "go north", "go west now", "take lamp and key", [1, 2, 1], (8, 9), [3, 4, 5], [], Move(0, 5), Move(6, 0), Move(1, 1)]
MESSAGES += [{"type": "point", "at": [2, 3], "id": 1}, {"type": "line"}, {"kind": 1}, "plain", b"bytes", {"type": 4}, range(3)]


def expression(depth, n):
    return Num(n % 7) if depth == 0 else Op("+*-~"[(n + depth) % 4], expression(depth - 1, n + 1), expression(depth - 1, n * 3))


def distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (x != y)))
        previous = current
    return previous[-1]


def common(a, b):
    @lru_cache(None)
    def best(i, j):
        if i == len(a) or j == len(b):
            return ""
        if a[i] == b[j]:
            return a[i] + best(i + 1, j + 1)
        return max(best(i + 1, j), best(i, j + 1), key=len)

    return best(0, 0)


def knapsack(items, room):
    table = [[0] * (room + 1) for _ in range(len(items) + 1)]
    for i, (weight, value) in enumerate(items, 1):
        for w in range(room + 1):
            table[i][w] = table[i - 1][w]
            if weight <= w:
                table[i][w] = max(table[i][w], table[i - 1][w - weight] + value)
    return table[-1][room]


def dijkstra(graph, start):
    best, heap = {start: 0}, [(0, start, [start])]
    while heap:
        cost, node, path = heapq.heappop(heap)
        if cost > best[node]:
            continue
        for other, weight in graph[node].items():
            total = cost + weight
            if total < best.get(other, float("inf")):
                best[other] = total
                heapq.heappush(heap, (total, other, [*path, other]))
    return sum(best.values()), path


def maze(size, n):
    walls = {(x, y) for x in range(size) for y in range(size) if (x * 7 + y * 11 + n) % 4 == 0} - {(0, 0)}
    queue, seen = deque([((0, 0), 0)]), {(0, 0)}
    while queue:
        (x, y), steps = queue.popleft()
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            spot = x + dx, y + dy
            if 0 <= spot[0] < size and 0 <= spot[1] < size and spot not in walls and spot not in seen:
                seen.add(spot)
                queue.append((spot, steps + 1))
    return len(seen), steps


def topological(needs):
    state, order = {}, []

    def visit(node):
        if state.get(node) == "open":
            raise ValueError(f"cycle at {node}")
        if node not in state:
            state[node] = "open"
            for other in needs.get(node, ()):
                visit(other)
            state[node] = "closed"
            order.append(node)

    for node in sorted(needs):
        visit(node)
    return order


def queens(n, row=0, columns=(), ups=frozenset(), downs=frozenset()):
    if row == n:
        return 1
    free = (c for c in range(n) if c not in columns and c + row not in ups and c - row not in downs)
    return sum(queens(n, row + 1, columns + (c,), ups | {c + row}, downs | {c - row}) for c in free)


def matrices(n):
    a = [[(i * 3 + j + n) % 5 for j in range(6)] for i in range(6)]
    b = [list(column) for column in zip(*a)]
    c = [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]
    d = [[0.0] * 6 for _ in range(6)]
    for i in range(6):
        for j in range(6):
            for k in range(6):
                d[i][j] += a[i][k] * b[k][j] / 2
    return sum(map(sum, c)), d[2][3], max(map(max, a))


def sieve(limit):
    flags = [True] * limit
    flags[:2] = [False, False]
    for i in range(2, int(limit**0.5) + 1):
        if flags[i]:
            for j in range(i * i, limit, i):
                flags[j] = False
    return [i for i, flag in enumerate(flags) if flag]


def life(grid):
    height, width = len(grid), len(grid[0])
    near = lambda y, x: sum(grid[(y + j) % height][(x + i) % width] for j in (-1, 0, 1) for i in (-1, 0, 1)) - grid[y][x]
    return [[int((count := near(y, x)) == 3 or count == 2 and grid[y][x] == 1) for x in range(width)] for y in range(height)]


def quicksort(items):
    if len(items) <= 1:
        return items
    pivot, *rest = items
    return quicksort([x for x in rest if x < pivot]) + [pivot] + quicksort([x for x in rest if x >= pivot])


def ordered(n):
    scores = []
    for i in range(40):
        insort(scores, i * 37 % (n + 41))
    heap = [(x % 13, x) for x in scores]
    heapq.heapify(heap)
    popped = [heapq.heappop(heap) for _ in range(8)]
    grades = ["FDCBA"[bisect_right([20, 30, 40, 50], score)] for score in scores[::5]]
    return bisect_left(scores, 20), popped, grades, heapq.nlargest(3, scores), heapq.nsmallest(2, scores, key=lambda x: -x), heapq.heappushpop(heap, (0, 0)), list(heapq.merge(scores[:5], scores[3:8]))


def main():
    checksum = 0
    for n in range(250):
        graph = defaultdict(dict)
        for i in range(25):
            graph[i] |= {(i * 3 + n) % 25: i % 7 + 1, (i + 1) % 25: n % 5 + 1}
        words = "intention execution kitten sitting saturday sunday".split()
        needs = {"app": ["lib", "ui"], "ui": ["lib", "font"], "lib": ["core"], "font": [], "core": [], f"x{n}": ["app"]}
        grid = [[(x * y + n) % 3 == 0 for x in range(9)] for y in range(9)]
        results = [evaluate(expression(4, n)), list(map(command, MESSAGES)), distance(words[n % 6], words[n % 5]), common(words[0][n % 3 :], words[1])]
        results += [knapsack([(3, 4), (4, 5), (7, 10), (2 + n % 3, 3)], 20), dijkstra(graph, 0), maze(9, n), topological(needs), queens(4), matrices(n)]
        results += [sieve(200 + n)[-3:], life(life(grid)), quicksort([i * 71 % 53 for i in range(40)])[::7], ordered(n)]
        checksum = crc32(repr(results).encode(), checksum)
    print("algorithms", checksum)


if __name__ == "__main__":
    main()
