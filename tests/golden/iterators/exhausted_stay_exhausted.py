# A finished iterator of any kind stays finished.
d = {1: 2}
for it in (
    iter([1]), iter((1,)), iter("a"), iter(b"a"), iter({1}), iter(d), iter(d.items()), iter(range(1)),
    map(str, [1]), filter(None, [1]), zip([1]), enumerate([1]), reversed([1]), (x for x in [1]),
    iter(lambda: 1, 1), iter(bytearray(b"a")), reversed(d), reversed(range(1)),
):
    print(type(it).__name__, list(it), list(it), next(it, "end"))
a = [1]; it = iter(a); list(it); a.append(2); print(list(it))
