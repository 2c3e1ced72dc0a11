# Strings grown in loops, through aliases, attributes and closures, are never changed under others.
s = ""; saved = []
for i in range(5): s += str(i); saved.append(s)
print(saved)
class C: s = ""
c = C(); a = c.s
for i in range(3): c.s += "x"; a += "y"
print(c.s, a, C.s); l = ["a"]; t = l[0]; l[0] += "b"; print(l, t)
d = {"k": "v"}; u = d["k"]; d["k"] += "w"; print(d, u)
def f(p): q = p; p += "!"; return p, q
print(f("hi")); x = y = "z" * 3; x += x; print(x, y); x = x + y + x; print(x)
def g():
    s = "start"
    def add(t): nonlocal s; old = s; s += t; return old
    return add("1"), add("2"), s
print(g()); s = "é"; t = s
for _ in range(3): s += "a"; s = s + "€"
print(s, t, len(s)); b = b""; h = b
for i in range(3): b += bytes([i])
print(b, h)
