# Classes derived from native ones with an __init__ of their own; __new__ comes first and keeps what it takes.
from collections import deque

class Table(dict):
    def __init__(self, *args):
        super().__init__(*args)
        self.more = 1
class Row(list):
    def __init__(self, x):
        self.x = x
class Pair(tuple):
    def __init__(self, x):
        self.x = x
class Number(int):
    def __init__(self, x, y=3):
        self.y = y
class Problem(Exception):
    def __init__(self, a):
        self.a = a
class Last(deque):
    def __init__(self, *args):
        super().__init__(*args, maxlen=2)
class Wrong(dict):
    def __init__(self):
        return 5
class Plain:
    def __init__(self):
        return 5

print(Table({1: 2}), Table().more, Row((1, 2)), Row((1, 2)).x, Pair((1, 2)), Pair(iter('ab')))
print(Number(5), Number(5).y, Last([1, 2, 3]))
problem = Problem(5)
print(problem.args, problem.a, repr(problem), problem)
for make in (lambda: Number('7', 8), Wrong, Plain, dict.__new__, object.__new__):
    try:
        print(make())
    except TypeError as error:
        print(error)

def change(self, x):
    self.x = x * 2
Row.__init__ = change
print(Row([4]).x)
del Row.__init__
print(Row([4]))
class Caller:
    def __call__(self, *args, **names):
        return args, names
class Twice:
    __call__ = Caller()
print(Caller()(1, 2, z=3), Twice()(1))
