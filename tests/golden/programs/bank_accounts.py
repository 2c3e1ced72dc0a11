# Classes with validation, inheritance and custom exceptions model bank accounts.
from dataclasses import dataclass, field

class BankError(Exception):
    pass

class InsufficientFunds(BankError):
    def __init__(self, need, have):
        super().__init__(f"need {need:.2f}, have {have:.2f}")
        self.short = need - have

@dataclass
class Entry:
    kind: str
    amount: float
    balance: float

@dataclass
class Account:
    owner: str
    balance: float = 0.0
    history: list[Entry] = field(default_factory=list, repr=False)

    def _record(self, kind, amount):
        self.history.append(Entry(kind, amount, self.balance))

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError(f"cannot deposit {amount}")
        self.balance += amount
        self._record("deposit", amount)

    def withdraw(self, amount):
        if amount > self.available:
            raise InsufficientFunds(amount, self.available)
        self.balance -= amount
        self._record("withdraw", amount)

    @property
    def available(self):
        return self.balance

    def statement(self):
        lines = [f"Statement for {self.owner}"]
        lines += [f"{e.kind:<10}{e.amount:>10.2f}{e.balance:>12.2f}" for e in self.history]
        return "\n".join(lines)

@dataclass
class Overdraft(Account):
    limit: float = 100.0

    @property
    def available(self):
        return super().available + self.limit

@dataclass
class Savings(Account):
    rate: float = 0.05

    def add_interest(self):
        self.deposit(round(self.balance * self.rate, 2))

def transfer(source, target, amount):
    try:
        source.withdraw(amount)
    except InsufficientFunds as e:
        raise BankError(f"transfer from {source.owner} failed") from e
    target.deposit(amount)

alice, bob, carol = Account("Alice", 50), Overdraft("Bob"), Savings("Carol", 200, rate=0.1)
alice.deposit(25.5)
transfer(alice, bob, 60)
bob.withdraw(150)
carol.add_interest()
for a in (alice, bob, carol):
    print(a)
    print(a.statement())
for action in (lambda: transfer(alice, bob, 1000), lambda: alice.deposit(-1), lambda: bob.withdraw(11), lambda: bob.withdraw(10)):
    try:
        action()
        print("fine", bob.balance)
    except BankError as e:
        print(type(e).__name__, e, "| cause:", e.__cause__, getattr(e.__cause__ or e, "short", None))
    except ValueError as e:
        print("ValueError", e)
print(sorted([carol, alice], key=lambda a: a.balance)[0].owner, alice == Account("Alice", alice.balance, alice.history))
