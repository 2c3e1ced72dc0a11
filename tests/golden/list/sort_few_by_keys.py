# Few items with keys are sorted in place: equal ones would change places, or be lost when a comparison raises.
class Key:
    def __init__(self, number):
        self.number = number

    def __lt__(self, other):
        log.append((self.number, other.number))
        if self.number == bad:
            raise ValueError(self.number)
        return self.number % 10 < other.number % 10


bad = None
for numbers in [3, 1], [1, 3], [31, 21, 12, 11, 42, 1], [5, 4, 3, 2, 1], [1, 2, 2, 1, 3, 0, 9, 8, 7, 11, 12, 13]:
    for reverse in False, True:
        log = []
        print(sorted(numbers, key=Key, reverse=reverse), len(log) < 50)
bad = 12
for reverse in False, True:
    items, log = [31, 21, 12, 11, 42, 1], []
    try:
        items.sort(key=Key, reverse=reverse)
    except ValueError as error:
        print("failed", error, sorted(items))
bad = None
print(sorted("banana", key=lambda c: (c < "b", c)), sorted([b"b", b"a"], key=bytes), sorted({5: 6, 3: 4}.items()))
print(sorted([[2, "b"], [1, "z"], [2, "a"]], key=lambda item: item[:1], reverse=True))
items = [2, 1]
try:
    items.sort(key=lambda item: items.append(item) or str(item))
except ValueError as error:
    print(error, items)
