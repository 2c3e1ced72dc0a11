# Trains sets and frozensets of numbers, strings and tuples: building, algebra, tests, updates and walks.
from itertools import combinations
from random import Random
from zlib import crc32

WORDS = "red green blue cyan magenta yellow black white orange purple teal olive navy maroon lime aqua".split()


def algebra(a, b, c):
    union, both, only, either = a | b, a & b, a - b, a ^ b
    methods = [a.union(b, c), a.intersection(b, c), a.difference(b, c), a.symmetric_difference(c), a.union(range(5), "xy" * (len(c) % 2))]
    tests = [a <= union, union >= b, a < a, both.issubset(a), union.issuperset(c), only.isdisjoint(b), a == b, either != only, both < a]
    return [len(s) for s in (union, both, only, either, *methods)], tests


def editing(a, b, values):
    s = set(a)
    for value in values:
        if value in s:
            s.discard(value)
        else:
            s.add(value)
    s |= b
    s.update(values[:5], values[-5:])
    s &= a | b
    s -= set(values[:3])
    s ^= {values[0], values[-1]}
    copy = s.copy()
    copy.intersection_update(b)
    copy.difference_update(values[5:9])
    copy.symmetric_difference_update(values[7:12])
    try:
        s.remove("missing")
    except KeyError as error:
        missing = error.args[0]
    drained = 0
    while len(copy) > 3:
        copy.pop()
        drained += 1
    copy.clear()
    return len(s), missing, drained, bool(copy), sorted(s, key=str)[:4]


def unique(values):
    seen, ordered, repeated = set(), [], set()
    for value in values:
        if value in seen:
            repeated.add(value)
            continue
        seen.add(value)
        ordered.append(value)
    return ordered[:5], len(repeated), len(set(values)) == len(ordered), list(dict.fromkeys(values)) == ordered


def frozen(words):
    groups = {frozenset(word): word for word in words}
    pairs = {frozenset(pair) for pair in combinations(words[:8], 2)}
    anagrams = groups.get(frozenset("der")), groups.get(frozenset("zzz"))
    letters = frozenset().union(*words)
    common = set.intersection(*(set(word) | {"e"} for word in words))
    nested = {frozenset({1, 2}), frozenset({2, 1}), frozenset()}
    return len(groups), len(pairs), anagrams, "".join(sorted(letters)), common, len(nested), hash(frozenset({1, 2})) == hash(frozenset([2, 1])), frozenset({1}) | {2} == {1, 2}


def life(cells, rounds):
    for _ in range(rounds):
        near = {}
        for x, y in cells:
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    if dx or dy:
                        spot = (x + dx, y + dy)
                        near[spot] = near.get(spot, 0) + 1
        cells = {spot for spot, count in near.items() if count == 3 or (count == 2 and spot in cells)}
    return len(cells), min(cells), max(cells)


def closure(links):
    reach = {node: {node} | targets for node, targets in links.items()}
    changed = True
    while changed:
        changed = False
        for node, targets in reach.items():
            more = set().union(*(reach[target] for target in targets))
            if not more <= targets:
                targets |= more
                changed = True
    return sum(map(len, reach.values())), sorted(reach[0])[:5]


def primes(limit):
    candidates = set(range(2, limit))
    for n in range(2, int(limit**0.5) + 1):
        if n in candidates:
            candidates -= set(range(n * n, limit, n))
    return len(candidates), sum(candidates), max(candidates)


def vowels(words):
    kept = {word for word in words if len(word) > 3 and set(word) & {"a", "e"}}
    tests = [c in {"a", "e", "i", "o", "u"} for c in "".join(sorted(words))]
    kinds = {type(x).__name__ for x in (1, "a", 2.5, None, (), True)}
    return sorted(kept), sum(tests), sorted(kinds), {1, 1.0, True} == {1}, len({*words, *"abc"}), sorted({len(w) for w in words})


def main():
    random, checksum = Random(7), 0
    for n in range(280):
        numbers = [random.randrange(90) for _ in range(80)]
        words = random.sample(WORDS, 12)
        points = [(random.randrange(6), random.randrange(6)) for _ in range(40)]
        links = {i: {random.randrange(25) for _ in range(2)} for i in range(25)}
        results = [algebra(set(numbers[:50]), set(numbers[30:]), set(numbers[::3]))]
        results += [algebra(set(words[:8]), set(words[5:]), set(words[::2])), algebra(set(points), set(points[20:]), frozenset(points[:9]))]
        results += [editing(set(numbers[:40]), set(numbers[20:]), numbers[35:60]), editing(set(words[:6]), set(words[4:9]), words)]
        results += [editing(set(points[:20]), set(points[9:]), points), unique(numbers), unique(points), unique([w[:2] for w in words])]
        results += [frozen(words), life({(0, 1), (1, 2), (2, 0), (2, 1), (2, 2), (8, 8), (8, 9), (8, 10)}, 8), closure(links), primes(300 + n), vowels(words)]
        checksum = crc32(repr(results).encode(), checksum)
    print("sets", checksum)


if __name__ == "__main__":
    main()
