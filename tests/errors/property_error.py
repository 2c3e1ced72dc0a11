# An error inside a property shows the property's frame.
class Temp:
    def __init__(self, c): self._c = c
    @property
    def f(self):
        return self._c * 9 / 5 + 32
print(Temp("x").f)
