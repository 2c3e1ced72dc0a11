# The left operand's method would be asked before a subclass's, twice, or not at all when it comes from elsewhere.
class Base:
    answers = NotImplemented

    def __init__(self, name):
        self.name = name

    def __add__(self, other):
        log.append(f"{self.name}.add")
        return self.answers

    def __lt__(self, other):
        log.append(f"{self.name}.lt")
        return self.answers


class Right(Base):
    def __radd__(self, other):
        log.append(f"{self.name}.radd")
        return self.answers

    def __gt__(self, other):
        log.append(f"{self.name}.gt")
        return self.answers


class Other:
    name = "other"

    def __radd__(self, other):
        log.append("other.radd")
        return "sum"

    def __gt__(self, other):
        log.append("other.gt")
        return []


class Number(int):
    def __add__(self, other):
        log.append("number.add")
        return NotImplemented

    def __radd__(self, other):
        log.append("number.radd")
        return int(self) + other

    def __lt__(self, other):
        log.append("number.lt")
        return int(self) < other


for left, right in (Base("a"), Base("b")), (Base("a"), Right("r")), (Right("r"), Base("a")), (Base("a"), Other()):
    for operation in "add", "lt", "jump":
        log = []
        try:
            if operation == "add":
                result = left + right
            elif operation == "lt":
                result = left < right
            else:
                result = "less" if left < right else "not less"
        except TypeError as error:
            result = error
        print(operation, result, log)
Base.answers = True
for left, right in (Base("a"), Right("r")), (Right("r"), Base("a")), (Base("a"), 1):
    log = []
    print(left + right, left < right, log)
log = []
print(Number(1) + 2, 2 + Number(1), Number(1) < 2, Number(3) < Number(2), 1 > Number(0), sorted([Number(2), Number(1)]), log)
for a, b in (Number(1), "x"), (Base("a"), None):
    log = []
    a += b if not isinstance(a, Number) else 1
    print(a, log)
