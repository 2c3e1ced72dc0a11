# Recursive generators over trees: in-order, breadth first, paths, same fringe.
from collections import deque
t = (((None, 1, None), 2, (None, 3, None)), 4, (None, 5, ((None, 6, None), 7, None)))
def inorder(n):
    if n: l, v, r = n; yield from inorder(l); yield v; yield from inorder(r)
def bfs(n):
    q = deque([n])
    while q:
        if (n := q.popleft()): yield n[1]; q.extend((n[0], n[2]))
def paths(n, p=()):
    if not n: return
    p += (n[1],)
    if not n[0] and not n[2]: yield p
    yield from paths(n[0], p); yield from paths(n[2], p)
def insert(n, v): return (None, v, None) if n is None else (insert(n[0], v), n[1], n[2]) if v < n[1] else (n[0], n[1], insert(n[2], v))
print(list(inorder(t)), list(bfs(t)), list(paths(t)), next(v for v in inorder(t) if v > 4))
s = None
for v in (5, 2, 8, 1, 9, 3): s = insert(s, v)
print(list(inorder(s)) == sorted(inorder(s)), s[1])
print(all(a == b for a, b in zip(inorder(s), sorted([5, 2, 8, 1, 9, 3]), strict=True)))
def depth(n): return 1 + max(depth(n[0]), depth(n[2])) if n else 0
print(depth(t), depth(s)); it = inorder(t); print([next(it) for _ in range(3)], sum(it))
