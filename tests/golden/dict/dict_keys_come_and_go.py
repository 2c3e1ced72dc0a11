# Keys that are added and removed for ever would fill the index with what they leave behind, or lose their order.
d = {i: i for i in range(10)}
for turn in range(500):
    d["new"] = turn
    assert d.pop("new") == turn and "new" not in d
print(list(d), len(d))
for turn in range(300):
    key = next(iter(d))
    d[key + 10] = d.pop(key)
print(list(d), [d[key] for key in d])
for turn in range(300):
    d[turn, turn] = turn
    d.popitem()
    d[-turn - 1] = turn
    if turn % 3:
        del d[-turn - 1]
print(len(d), list(d)[:14], sum(d.values()))
iterator = iter(d)
next(iterator)
del d[303]
d["other"] = 1
for turn in range(2):
    try:
        while True:
            next(iterator)
    except RuntimeError as error:
        print(error)
        break
    except StopIteration:
        print("end")
