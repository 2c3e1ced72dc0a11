# Trains dicts and their kin: lookups, updates, merging, deletion, grouping, Counter, defaultdict, OrderedDict, ChainMap.
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque
from zlib import crc32

TEXT = """it was the best of times it was the worst of times it was the age of wisdom it was the age of
foolishness it was the epoch of belief it was the epoch of incredulity it was the season of light it was the
season of darkness it was the spring of hope it was the winter of despair we had everything before us""".split()
DEFAULTS = {"host": "localhost", "port": 80, "debug": False, "paths": ["/"], "retries": 3, "timeout": 2.5}


def counting(words):
    plain = {}
    for word in words:
        plain[word] = plain.get(word, 0) + 1
    checked = {}
    for word in words:
        if word in checked:
            checked[word] += 1
        else:
            checked[word] = 1
    tried = {}
    for word in words:
        try:
            tried[word] += 1
        except KeyError:
            tried[word] = 1
    counter = Counter(words)
    assert plain == checked == tried == counter
    letters = Counter("".join(words))
    letters.subtract("aeiou")
    both = counter & Counter(words[::2])
    return counter.most_common(4), letters["e"], letters["?"], sum(both.values()), (counter + both).total(), sorted(counter - both)[:3]


def grouping(words):
    by_length = defaultdict(list)
    for position, word in enumerate(words):
        by_length[len(word)].append(position)
    by_first = {}
    for word in words:
        by_first.setdefault(word[0], set()).add(word)
    follow = defaultdict(Counter)
    for a, b in zip(words, words[1:]):
        follow[a][b] += 1
    best = {a: max(counts.items(), key=lambda item: (item[1], item[0]))[0] for a, counts in follow.items()}
    return {k: len(v) for k, v in by_length.items()}, {k: sorted(v) for k, v in sorted(by_first.items())}, best.get("was"), best.get("nobody")


def settings(n):
    user = {"port": 8000 + n, "debug": n % 2 == 0}
    merged = {**DEFAULTS, **user}
    piped = DEFAULTS | user | {"name": f"server-{n}"}
    piped |= {"retries": n % 5}
    merged.update(timeout=n / 4, extra=None)
    merged.update([("a", 1), ("b", 2)])
    chain = ChainMap({"timeout": 9}, user, DEFAULTS)
    child = chain.new_child({"host": f"h{n}"})
    removed = merged.pop("extra", "none"), merged.pop("missing", "none")
    del merged["paths"]
    return merged, list(piped), chain["port"], child["host"], child["retries"], len(child), removed, "debug" in chain, sorted(chain.maps[1])


def tuple_keys(size):
    board = {(x, y): (x * y + x) % 5 for x in range(size) for y in range(size)}
    heavy = {key for key, value in board.items() if value > 2}
    for (x, y), value in list(board.items()):
        if value == 0:
            del board[x, y]
    near = 0
    for x, y in heavy:
        for dx, dy in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            near += board.get((x + dx, y + dy), 0)
    rows = defaultdict(int)
    for (x, y), value in board.items():
        rows[y] += value
    return len(board), near, max(rows, key=lambda y: (rows[y], -y)), min(board.values()), (1, 1) in board


def ordering(words):
    order = OrderedDict((word, i) for i, word in enumerate(words))
    order.move_to_end("it")
    order.move_to_end("we", last=False)
    first, last = order.popitem(last=False), order.popitem()
    plain = dict.fromkeys(words[:20], 0)
    newest = plain.popitem()
    backwards = list(reversed(plain))[:3]
    inverted = {value: key for key, value in order.items()}
    ranked = dict(sorted(order.items(), key=lambda item: -item[1])[:5])
    keys = plain.keys() & order.keys()
    return first, last, newest, backwards, inverted.get(7), ranked, sorted(keys), len(plain.keys() - order.keys()), ("it", 0) in plain.items()


def graph(n):
    edges = defaultdict(set)
    for i in range(40):
        for j in (i * 3 + n, i * 7 + 1, i + 1):
            edges[i].add(j % 40)
    distance, queue = {0: 0}, deque([0])
    while queue:
        node = queue.popleft()
        for other in sorted(edges[node]):
            if other not in distance:
                distance[other] = distance[node] + 1
                queue.append(other)
    return max(distance.values()), sum(distance.values()), len(distance)


def records(n):
    people = [{"id": i, "name": f"user{i}", "tags": {"a": i % 3, "b": [i]}, "score": i * n % 17} for i in range(30)]
    index = {person["id"]: person for person in people}
    for i in range(0, 30, 4):
        index[i]["tags"]["b"].append(n)
        index[i]["score"] += 1
        index[i].setdefault("badge", "gold" if index[i]["score"] > 9 else "none")
    badges = [person["name"] for person in people if person.get("badge") == "gold"]
    copied = [dict(person, score=0) for person in people[:5]] + [people[6].copy()]
    while len(index) > 10:
        index.pop(next(iter(index)))
    return badges, sum(person["score"] for person in people), copied[-1], list(index), {1: "a", 1.5: "b", None: "c", True: "d"}, {} == dict()


def main():
    checksum = 0
    for n in range(700):
        words = TEXT[n % 30 :] + TEXT[: n % 30]
        results = [counting(words), grouping(words), settings(n), tuple_keys(10), ordering(words), graph(n), records(n)]
        checksum = crc32(repr(results).encode(), checksum)
    print("dicts", checksum)


if __name__ == "__main__":
    main()
