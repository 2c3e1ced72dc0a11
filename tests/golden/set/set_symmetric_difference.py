# What is in one of two sets only would be found with Python's comparisons left out, or lose its class.
class Key:
    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return self.number % 3

    def __eq__(self, other):
        return isinstance(other, Key) and self.number == other.number

    def __repr__(self):
        return f"k{self.number}"


a, b = set(range(10)), frozenset(range(5, 30, 2))
print(sorted(a ^ b), type(a ^ b).__name__, type(b ^ a).__name__, a ^ a, sorted(a.symmetric_difference([1, 1, 99])))
print(list(a ^ b) == list(b ^ a), a.symmetric_difference({}) == a, sorted(a ^ {3: 1}.keys()))
left, right = {Key(i) for i in range(6)}, {Key(i) for i in range(3, 9)}
print(sorted((left ^ right), key=lambda key: key.number), sorted(left ^ {1, 2}, key=str))


class Sub(set):
    pass


print(type(Sub(a) ^ b).__name__, type(a ^ Sub(b)).__name__, sorted(Sub(a) ^ b) == sorted(a ^ b))
try:
    a ^ [1]
except TypeError as error:
    print(error)
try:
    a.symmetric_difference([[]])
except TypeError as error:
    print(error)
