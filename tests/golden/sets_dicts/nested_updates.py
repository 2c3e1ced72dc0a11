# Nested dictionaries and lists change where they should.
d = {}
for path, val in (("a.b.c", 1), ("a.b.d", 2), ("a.e", 3), ("f", 4)):
    *parents, last = path.split("."); node = d
    for p in parents: node = node.setdefault(p, {})
    node[last] = val
print(d); import copy
e = copy.deepcopy(d); e["a"]["b"]["c"] = 99; f = d | {"f": 5}; f["a"]["e"] = "shared"
print(d["a"]["b"]["c"], d["a"]["e"], d["f"])
def flat(n, prefix=""):
    for k, v in n.items():
        if isinstance(v, dict): yield from flat(v, prefix + k + ".")
        else: yield prefix + k, v
print(dict(flat(d)), dict(flat(e)) == dict(flat(d)))
m = [[0] * 3 for _ in range(2)]; m[0][1] = 5; n = [[0] * 3] * 2; n[0][1] = 5; print(m, n)
