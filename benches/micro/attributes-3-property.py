class Point:
    @property
    def x(self):
        return 1

p = Point()
n = range(1000)
# ---
for i in n:
    p.x
