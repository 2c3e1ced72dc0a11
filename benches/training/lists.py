# Trains lists and tuples: sorting, slicing, editing in place, and the built-in functions over sequences.
from operator import itemgetter
from random import Random
from zlib import crc32

FIRST = ["Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Niklaus", "Tony"]
LAST = ["Lovelace", "Hopper", "Turing", "Dijkstra", "Liskov", "Knuth", "Wirth", "Hoare"]


def people(random, count):
    return [(random.choice(FIRST), random.choice(LAST), random.randint(18, 90), round(random.uniform(900, 9000), 2)) for _ in range(count)]


def sorting(rows, numbers, words):
    by_age = sorted(rows, key=lambda row: row[2])
    by_name = sorted(rows, key=itemgetter(1, 0), reverse=True)
    by_pay = rows[:]
    by_pay.sort(key=lambda row: (-row[3], row[0]))
    numbers = numbers.copy()
    numbers.sort()
    halves = sorted(x / 2 for x in numbers)
    mixed = sorted(words + [word.upper() for word in words[::2]], key=str.lower)
    lengths = sorted(words, key=len, reverse=True)
    plain = sorted(rows)[:5]
    return by_age[:3], by_name[-3:], by_pay[0], numbers[::17], halves[5:9], mixed[:8], lengths[:4], plain


def editing(numbers):
    items = list(numbers[:60])
    items.append(-1)
    items.extend(range(5))
    items += [7, 8, 9]
    items.insert(0, 99)
    items.insert(len(items) // 2, 1000)
    last, first, middle = items.pop(), items.pop(0), items.pop(len(items) // 2)
    if 7 in items:
        items.remove(7)
    del items[3]
    del items[-6:-3]
    items[5:10] = [0] * 3
    items[::10] = [1] * len(items[::10])
    items[2], items[4] = items[4], items[2]
    items.reverse()
    where = items.index(0)
    zeros = items.count(0)
    doubled = items * 2 + [None] * 3
    while items and items[-1] > 100:
        items.pop()
    stack = []
    for x in items:
        while stack and stack[-1] > x:
            stack.pop()
        stack.append(x)
    items.clear()
    return last, first, middle, where, zeros, len(doubled), doubled[-5:], stack, items


def builtins(rows, numbers, words):
    ages = [age for _, _, age, _ in rows]
    total = sum(pay for *_, pay in rows)
    longest = max(words, key=len)
    youngest = min(rows, key=lambda row: row[2])
    pairs = [f"{i}:{word}" for i, word in enumerate(words, start=1) if i % 3]
    joined = [a * b for a, b in zip(numbers, reversed(numbers))]
    even = list(filter(lambda x: x % 2 == 0, numbers))
    texts = list(map(str, numbers[:40]))
    sums = list(map(lambda a, b: a + b, ages, numbers))
    checks = any(x > 990 for x in numbers), all(age >= 18 for age in ages), any(ages), all([]), max(ages), min(numbers), min(3, 2, 9)
    columns = list(zip(*rows[:10]))
    head, *body, tail = numbers[:9]
    average = total / len(rows)
    return sum(ages), round(total, 2), longest, youngest, pairs[-2:], sum(joined), len(even), "".join(texts), sums[:5], checks, columns[2], head, body, tail, f"{average:.2f}"


def nested(numbers, size):
    grid = [[numbers[(row * size + column) % len(numbers)] for column in range(size)] for row in range(size)]
    turned = [list(row) for row in zip(*grid[::-1])]
    flat = [x for row in turned for x in row if x % 3]
    diagonal = [grid[i][i] for i in range(size)]
    for row in grid:
        for j in range(len(row)):
            row[j] += j
    best = max(max(row) for row in grid)
    chunks = [flat[i : i + 7] for i in range(0, len(flat), 7)]
    return diagonal, best, len(chunks), sum(map(len, chunks)), [sum(row) for row in turned]


def merge_sort(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left, right = merge_sort(items[:middle]), merge_sort(items[middle:])
    out, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            out.append(left[i])
            i += 1
        else:
            out.append(right[j])
            j += 1
    return out + left[i:] + right[j:]


def tuples(rows):
    total, seen = 0, ()
    for first, last, age, pay in rows[:40]:
        key = (last, first)
        if key < ("M",) or key == ("Turing", "Alan"):
            seen += ((age, len(first)),)
        total += hash((age, int(pay))) % 97 + key.count("Ada") + seen.index(seen[-1]) if seen else 0
    return total, seen[:3], (1, 2.5) < (1, 3), tuple(reversed(seen[-3:])), [1, 2] < [1, 2, 0], rows[0] in rows


def main():
    random, checksum = Random(1815), 0
    for n in range(450):
        rows = people(random, 60 + n % 40)
        numbers = [random.randrange(1000) for _ in range(120)]
        words = [first[: 2 + i % 5] + last[i % 4 :] for i, (first, last, *_) in enumerate(rows[:30])]
        results = [sorting(rows, numbers, words), editing(numbers), builtins(rows, numbers, words), nested(numbers, 12), merge_sort(numbers[:90])[::9], tuples(rows)]
        checksum = crc32(repr(results).encode(), checksum)
    print("lists", checksum)


if __name__ == "__main__":
    main()
