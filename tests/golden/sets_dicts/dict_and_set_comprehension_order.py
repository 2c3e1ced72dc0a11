# Dict comprehensions evaluate key before value and keep insertion order; duplicates update in place.
def k(x): print("k", x, end=" "); return x % 3
def v(x): print("v", x, end=" "); return x
print({k(i): v(i) for i in range(5)})
print({a: b for a, b in zip("abca", range(4))}, {**{i: i for i in range(3)}, 1: "x"})
print({i: {j: i * j for j in range(2)} for i in range(2)}, len({i % 4 for i in range(100)}))
print(dict.fromkeys(c for c in "hello"))
