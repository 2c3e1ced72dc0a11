# Operands, arguments, subscripts and displays are evaluated from left to right.
def t(x, *_): print(x, end=" "); return x
t(1) + t(2) * t(3); print()
[t(1), (t(2), t(3)), {t(4): t(5), t(6): t(7)}, {t(8)}]; print()
(lambda *a, **k: 0)(t(1), *[t(2)], t(3), k=t(4), **{"z": t(5)}); print()
{1: {2: 3}}[t(1)][t(2)]; print()
t(1) < t(2) < t(3); print()
d = {}
d[t(1)], d[t(2)] = t(3), t(4); print(d)
d[t(5)] = d[t(6)] = t(7); print()
(t(1) if t(2) else t(3)); print()
f"{t(1)}{t(2):{t(3)}}"; print()
