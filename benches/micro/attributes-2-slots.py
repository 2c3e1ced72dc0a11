class Point:
    __slots__ = ("x", "y")

p = Point()
p.x = 1
p.y = 2
n = range(1000)
# ---
for i in n:
    p.x = p.x + p.y
