# in uses identity then equality; iterators see growth, reversed goes down.
class E:
    def __eq__(s, o): print("eq", o); return o == 2
print(E() in [1, 2, 3], 2 in [1, 2], [1] in [[1]], None in [])
a = [1, 2, 3]; it = iter(a); next(it); a.append(4); print(list(it)); a.append(5); print(list(it))
r = reversed(a); next(r); a.pop(); a.pop(); print(list(r))
it = iter([1, 2]); print(it.__length_hint__(), it.__reduce__()[1], next(it), it.__length_hint__())
it.__setstate__(0); print(list(it))
for x in reversed([1, 2, 3]): print(x, end=" ")
print(len(a), bool([]), bool([[]]), sum([[1], [2]], []), *[1, 2])
