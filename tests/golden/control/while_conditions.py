# while with walrus, chained comparisons, calls and side effects in the condition.
data = iter([5, 3, 0, 9]); out = []
while (x := next(data)) and x != 3 or not out: out.append(x)
print(out, x)
n = 10
while 2 < (n := n - 1) < 20 != n: pass
print(n)
stack = [[1, [2, [3]]], 4]; flat = []
while stack:
    match stack.pop():
        case [*items]: stack.extend(reversed(items))
        case v: flat.append(v)
print(flat); i = 0
while True:
    i += 1
    if i % 2: continue
    if i > 7: break
else: print("never")
print(i)
while not (i := i - 1) < 3: pass
else: print("else", i)
