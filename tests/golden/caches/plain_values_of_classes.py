# Fails if setting one attribute of a class makes caches forget that they keep the value of another.
class Counter:
    values = []


def read():
    return Counter.values


for i in range(4):
    Counter.values = [i]
    print(read(), read())
    Counter.other = i  # a name that no cache relies on
    Counter.values = [i, i]
    print(read())
    del Counter.other


class Child(Counter):
    pass


child = Child()


def through():
    return child.values


print(through(), through())
Counter.more = 1
Counter.values = "new"
print(through(), read())
