# A class, a subclass, and an exception.
class Animal:
    sound = "..."

    def __init__(self, name):
        self.name = name

    def speak(self):
        return f"{self.name} says {self.sound}"

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"


class Dog(Animal):
    sound = "Woof"

    def __init__(self, name, tricks=None):
        super().__init__(name)
        self.tricks = tricks or []

    @property
    def clever(self):
        return len(self.tricks) > 1

    @staticmethod
    def legs():
        return 4


dogs = [Dog("Rex"), Dog("Fido", ["sit", "roll"])]
for animal in [Animal("Thing"), *dogs]:
    print(animal.speak(), animal)
print([dog.clever for dog in dogs], Dog.legs(), isinstance(dogs[0], Animal))


class NotEnough(Exception):
    pass


def withdraw(balance, amount):
    if amount > balance:
        raise NotEnough(f"{balance} is less than {amount}")
    return balance - amount


try:
    print(withdraw(10, 3))
    withdraw(1, 3)
except NotEnough as error:
    print("no:", error)
finally:
    print("done")
try:
    print([1, 2][5], {}["x"], int("x"), 1 / 0)
except (IndexError, KeyError) as error:
    print(type(error).__name__, error)
