class A:
    x = 1

class B:
    x = 2

class C:
    def __init__(self):
        self.x = 3

things = [A(), B(), C()] * 300
# ---
for thing in things:
    thing.x
