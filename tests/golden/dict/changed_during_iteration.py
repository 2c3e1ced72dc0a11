# Size changes and key changes during iteration raise; value changes do not.
for what in ("d['new'] = 1", "d.pop('b', 0)", "d.clear()", "d['a'] = 9", "d.pop('a', 0); d['zz'] = 1", "d.update(x=1)"):
    for view in ("d", "d.keys()", "d.values()", "d.items()"):
        d = {"a": 1, "b": 2}
        try:
            for x in eval(view): exec(what)
            print(what, view, "fine", d)
        except RuntimeError as e: print(what, view, e)
d = {1: 1, 2: 2}; it = iter(d); next(it); d[3] = 3
for _ in range(2):
    try: next(it)
    except RuntimeError as e: print(e)
for k in list(d): del d[k]
print(d)
