# Containers changed by the callbacks that natives make while working on them.
class E:
    def __init__(s, act): s.act = act
    def __eq__(s, o): s.act(); return False
    def __hash__(s): return 1
l = [1, 2, 3]
print(E(l.clear) in l, l)
l = [1, 2, 3]; print(l.count(E(lambda: l.append(0) if len(l) < 6 else None)), len(l))
l = [1, 2, 3]
try: l.index(E(l.clear))
except ValueError as e: print(e, l)
d = {1: "a"}
try: d[E(lambda: d.update({i: i for i in range(50)}))]
except KeyError: print("not found", len(d))
l = list(range(5)); print(list(map(lambda x: l.pop(), l)), l)
l = [3, 2, 1]; print([x for x in l if l.remove(x) is None], l)
s = {1, 2, 3}; print(len(s | {E(lambda: None)}))
class R:
    def __repr__(s): box.clear(); return "R"
box = [R(), 1, 2]; print(repr(box))
class L:
    def __len__(s): ll.append(1); return 2
ll = []; print(bool(L()), ll)
