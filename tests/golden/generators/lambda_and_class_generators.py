# yield in lambdas and methods; __iter__ written as a generator.
f = lambda: (yield 1)
print(list(f()))
class Tree:
    def __init__(s, v, *kids): s.v, s.kids = v, kids
    def __iter__(s):
        yield s.v
        for k in s.kids: yield from k
t = Tree(1, Tree(2, Tree(3)), Tree(4))
print(list(t), list(t), 3 in t, max(t), [*t][::-1])
a, *b = t; print(a, b)
