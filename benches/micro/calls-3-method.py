class Point:
    def __init__(self, x):
        self.x = x

    def moved(self, by):
        return self.x + by

p = Point(3)
n = range(1000)
# ---
for i in n:
    p.moved(i)
