# An attribute found one level deeper gets a hint.
class Inner:
    def __init__(self): self.size = 1
class Outer:
    def __init__(self): self.inner = Inner()
print(Outer().size)
