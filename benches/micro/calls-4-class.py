class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

n = range(1000)
# ---
for i in n:
    Point(i, i)
