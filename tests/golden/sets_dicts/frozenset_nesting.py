# Frozen sets as members and keys, and equality across kinds.
fs = frozenset
a = {fs([1, 2]), fs([2, 1]), fs()}
print(len(a), fs([1, 2]) in a, {1, 2} in a, {fs([1]): "k"}[fs([1])], {1, 2} == fs([2, 1]))
print(hash(fs([1, 2, 3])) == hash(fs([3, 2, 1])), fs("ab") | {"c"} == {"a", "b", "c"})
print(fs([fs([fs()])]) == {fs([fs()])}, sorted(map(sorted, (x for x in a))))
def powerset(s):
    out = {fs()}
    for x in s: out |= {y | {x} for y in out}
    return out
p = powerset("abc"); print(len(p), sorted("".join(sorted(x)) for x in p), fs("ab") in p, fs("ad") in p)
parts = {fs(c) for c in ("abc", "de", "f")}
print(max(map(len, parts)), sorted(fs.union(*parts)), fs.intersection(*[fs("abc"), fs("bcd"), fs("cde")]))
