# Errors through constructors.
class A:
    def __init__(self, x):
        self.x = int(x)
class B(A):
    def __init__(self, x):
        super().__init__(x + "z")
B("1")
