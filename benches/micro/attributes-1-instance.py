class Point:
    def __init__(self):
        self.x = 1
        self.y = 2

p = Point()
n = range(1000)
# ---
for i in n:
    p.x = p.x + p.y
