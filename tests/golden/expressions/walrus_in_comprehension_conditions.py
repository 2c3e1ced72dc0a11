# A walrus in a comprehension's condition is usable in its element, and survives.
data = [1, 5, 2, 8, 3]
print([y for x in data if (y := x * x) > 8], y)
print({k: v for k in data if (v := k % 3)}, v)
print({(w := e) for e in (1,)}, w)
print(list(q for i in range(3) if (q := i)), q)
def f(items):
    if any((found := x) > 4 for x in items):
        return found
print(f(data), f([]))
