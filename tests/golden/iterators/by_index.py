# A loop over an object with __getitem__ alone ends by IndexError or StopIteration; other errors leave its place.
class Items:
    def __init__(self, count, error=IndexError):
        self.count, self.error = count, error
    def __getitem__(self, index):
        if index >= self.count:
            raise self.error('end')
        return index * 2

print([item for item in Items(3)], list(Items(3)))
for error in IndexError, StopIteration:
    for item in Items(2, error):
        print(item)
iterator = iter(Items(2, KeyError))
try:
    for item in iterator:
        print(item)
except KeyError as error:
    print(repr(error), iterator.__reduce__()[2])
iterator = iter(Items(2))
for item in iterator:
    pass
print(list(iterator), iterator.__reduce__()[1])
for item in iterator:
    print('never')
