# Every kind of target works as a loop variable.
class O: pass
o, lst, d = O(), [0, 0, 0], {}
for o.attr in range(3): pass
print(o.attr)
for lst[1] in "xy": print(lst)
for d["k"] in [1, 2]: print(d)
for lst[:] in [[1], [2, 3]]: print(lst)
for a, (b, *c) in [(1, (2, 3, 4)), (5, "xy")]: print(a, b, c)
for [p, q] in [(1, 2)]: print(p, q)
for *all_, in [[1, 2], "ab"]: print(all_)
for i, in [(1,), (2,)]: print(i)
