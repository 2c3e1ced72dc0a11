# What special methods answer decides a jump or becomes an item: their frames are left in a way of their own.
class Answer:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        if self.value is None:
            raise ZeroDivisionError("undecided")
        return self.value

    def __del__(self):
        print("gone", self.value)


class Asked:
    def __init__(self, answer):
        self.answer = answer

    def __lt__(self, other):
        return Answer(self.answer)

    def __contains__(self, other):
        return Answer(self.answer)

    def __len__(self):
        return 3 if self.answer else 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.answer:
            self.answer = False
            return Answer(7)
        raise StopIteration

    def __gt__(self, other):
        return NotImplemented


for value in True, False, None:
    try:
        print("less" if Asked(value) < 1 else "not less")
        print("in" if 1 in Asked(value) else "not in")
        print(1 not in Asked(value))
    except ZeroDivisionError as error:
        print(error)
print(bool(Asked(True)), not Asked(False), len(Asked(True)), str(str("same")) is str("same"), type(5)(6))
for item in Asked(True):
    print("item", item.value)
del item
print([item.value for item in Asked(True)])
try:
    if Asked(1) > 2:
        print("more")
except TypeError as error:
    print(error)
