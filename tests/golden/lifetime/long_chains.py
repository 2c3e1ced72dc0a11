# Very long chains of objects are freed without exhausting anything.
class N:
    __slots__ = ("next",)
n = None
for i in range(200000):
    m = N(); m.next = n; n = m
del n, m
print("slots")
l = None
for i in range(200000): l = [l]
l = None
print("lists")
t = ()
for i in range(200000): t = (t, 1)
del t
print("tuples")
d = {}
for i in range(100000): d = {"k": d}
del d
print("dicts")
class A: pass
a = A()
for i in range(100000): b = A(); b.a = a; a = b
del a, b
print("instances")
f = lambda: 0
for i in range(50000): f = (lambda f: lambda: f)(f)
del f
print("closures")
