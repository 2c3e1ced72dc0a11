# What a native that calls Python holds ends with it, not with the next thing that happens to end.
class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)

    def __repr__(self):
        return self.name


def name(item):
    return item.name


def items(*names):
    for each in names:
        yield Item(each)


print(min(items("b", "a"), key=name).name)
print(sorted(map(name, items("d", "c"))))
print([x for x in filter(lambda item: item.name > "f", items("e", "g"))][0].name)
print("%r" % Item("h"), "%s|%s" % (Item("i"), Item("j")))
print(sum(map(lambda item: 1, items("k", "l"))))
print(dict(zip(items("m"), items("n"))).popitem()[0].name)
print(any(map(name, items("o", "p"))))
