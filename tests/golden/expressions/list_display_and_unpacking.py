# List, tuple, set and dict displays accept unpacked parts anywhere.
a, b = [1, 2], (3, 4)
print([*a, 0, *b], (*a, *b), sorted({*a, *a}), [*""], (*"xy",))
print({**{"a": 1}, "b": 2, **{"a": 3}}, {"z": 0, **{}})
print([*range(3), *map(str, a)], [*{"k": 1}], *a)
t = *a, 5
print(t)
def bad(f):
    try: f()
    except TypeError as e: print(e)
bad(lambda: [*1]); bad(lambda: (*None,)); bad(lambda: {*3}); bad(lambda: {**[1]}); bad(lambda: {**1})
