# Instances with many attributes, added and deleted in different orders, keep them in insertion order.
class C: pass
c = C()
for i in range(150): setattr(c, f"a{i}", i)
for i in range(0, 150, 3): delattr(c, f"a{i}")
c.a0 = "back"
print(len(vars(c)), c.a149, c.a1, c.a0, list(vars(c))[-1], list(vars(c))[:4], hasattr(c, "a3"))
a, b = C(), C()
a.x = 1; a.y = 2; b.y = 3; b.x = 4
print(vars(a), vars(b), a.x + b.y)
del a.x; a.z = 5; a.x = 6
print(vars(a)); d = vars(a); d["w"] = 7; print(a.w); a.w = 8; print(d)
