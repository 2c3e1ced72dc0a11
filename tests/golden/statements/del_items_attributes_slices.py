# del works on items, slices, attributes, and nested target lists, from left to right.
class O: pass
o = O(); o.a = 1; o.b = 2
l = list(range(10)); d = {1: 1, 2: 2}
del l[0], d[1], o.a
print(l, d, vars(o))
del l[1:3]
print(l)
del l[::2]
print(l)
del [o.b, (l[-1], d[2])]
print(l, d, vars(o))
for action in ("del l[99]", "del d['q']", "del o.zz", "del l['x']", "del (1).real"):
    try: exec(action)
    except Exception as e: print(type(e).__name__, e)
