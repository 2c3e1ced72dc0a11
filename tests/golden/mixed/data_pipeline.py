# Comprehensions, dictionaries, sets and sorting over records.
people = [dict(zip(("name", "age", "city"), r)) for r in [("Ann", 31, "Oslo"), ("Bob", 25, "Rome"), ("Cid", 31, "Oslo"), ("Dee", 19, "Rome"), ("Eve", 44, "Bern")]]
by_city = {}
for p in people: by_city.setdefault(p["city"], []).append(p["name"])
print(by_city, {c: len(n) for c, n in by_city.items()}, sorted(people, key=lambda p: (-p["age"], p["name"]))[0]["name"])
print({a: sorted(p["name"] for p in people if p["age"] == a) for a in sorted({p["age"] for p in people})})
print(sum(p["age"] for p in people) / len(people), [p | {"age": p["age"] + 1} for p in people[:1]])
print(next((p["name"] for p in people if p["age"] < 20), None), any(p["city"] == "Bern" for p in people))
print(all("age" in p for p in people))
inverted = {v: k for k, vs in by_city.items() for v in vs}
print(inverted, max(by_city, key=lambda c: len(by_city[c])), list(zip(*[p.values() for p in people]))[1])
print(dict(sorted(inverted.items(), reverse=True)))
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(r) for r in zip(*matrix)], [x for row in matrix for x in row if x % 2])
print([[x * y for y in range(3)] for x in range(3)], sum(map(sum, matrix)))
print({(i, j): v for i, r in enumerate(matrix) for j, v in enumerate(r)}[1, 2])
words = "the cat the dog a cat".split(); print({w: words.count(w) for w in dict.fromkeys(words)})
print(sorted(set(words), key=lambda w: (-words.count(w), w)))
print([w for i, w in enumerate(words) if w not in words[:i]])
