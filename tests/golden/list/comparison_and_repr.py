# Lists compare item by item; recursive ones print dots.
print([1, 2] < [1, 3], [1] < [1, 0], [] < [1], [2] > [1, 9], [1, 2] == [1.0, 2], [1] != [2], [1] == (1,))
print([[1], 2] <= [[1], 2], ["a"] < ["b"])
for f in (lambda: [1] < ["a"], lambda: [1] < (1,), lambda: [None] < [None, 1] , lambda: [None] < [1]):
    try: print(f())
    except TypeError as e: print(e)
a = [1]; a.append(a); print(a, [a], repr(a)); b = [2]; b.append([b]); print(b)
n = float("nan"); print([n] == [n], [n] < [n], [1, n] == [1, float("nan")])
try:
    c = []; c.append(c); d = []; d.append(d); c == d
except RecursionError as e: print("RecursionError")
print([1, [2, [3]]] == [1, [2, [3]]])
try: hash([])
except TypeError as e: print(e)
