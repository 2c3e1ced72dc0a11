# Many keys whose hashes agree in their low bits: dicts use all bits of a hash, or this takes minutes.
d = {i << 32: i for i in range(60000)}
print(len(d), sum(d[i << 32] for i in range(60000)), (7 << 32) in d, (7 << 31) in d)
for i in range(0, 60000, 2):
    del d[i << 32]
d.update((i << 32, -i) for i in range(100))
print(len(d), list(d)[:2], list(d)[-2:], d.get(4 << 32), d.get(5 << 32))
f = {i / 1024: i for i in range(60000)}
print(all(f[i / 1024] == i for i in range(60000)), f.pop(1 / 1024), 1 / 1024 in f, len(f))
