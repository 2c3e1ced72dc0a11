# Lists, dictionaries, sets, tuples and text.
numbers = [5, 3, 8, 1]
numbers.append(9)
numbers.sort()
print(numbers, numbers[0], numbers[-1], numbers[1:3], numbers[::-1], len(numbers), 3 in numbers)
print(sorted(numbers, reverse=True), sorted(["pear", "fig"], key=len), list(reversed(numbers)), numbers.pop())
print(sum(numbers), max(numbers), min(numbers), sum(numbers) / len(numbers))
ages = {"Ada": 36, "Bob": 25}
ages["Cy"] = 41
for name, age in ages.items():
    print(f"{name:<5}{age:>3}")
print(ages, ages.get("Eve", 0), list(ages.keys()), list(ages.values()), "Bob" in ages)
print(sum(ages.values()), max(ages.values()), max(ages, key=ages.get))
del ages["Bob"]
for i, name in enumerate(ages):
    print(i, name)
squares = {n: n * n for n in range(5)}
letters = {c for c in "banana"}
print(squares, len(letters), {1, 2} | {3}, {1, 2} & {2})
point = (1, 2.5)
x, y = point
first, *others = numbers
print(point, x + y, first, others, list(zip("ab", [1, 2])))
text = "The quick brown fox"
print(text.upper(), text.lower(), text.split(), "-".join(text.split()), text.replace("quick", "slow"))
print(text[4:9], len(text), text.find("fox"), text.startswith("The"), text.count("o"), "  x ".strip(), "a" * 3)
counts = {}
for word in "to be or not to be".split():
    counts[word] = counts.get(word, 0) + 1
print(counts, str(3) + "!", int("12") + 1, float("1.5"), round(2.567, 2), abs(-3))
matrix = [[1, 2], [3, 4]]
for row in matrix:
    print(" ".join(str(cell) for cell in row))
print("%d of %s" % (3, "ten"), "{} and {}".format(1, "two"), any([0, 1]), all([]))
