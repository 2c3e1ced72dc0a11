# Trains whole small applications: a bank, an inventory, a language's tokenizer, parser and evaluator, events, data structures.
import heapq
import itertools
from collections import OrderedDict, defaultdict
from dataclasses import dataclass, field
from random import Random
from zlib import crc32


class InsufficientFunds(Exception):
    pass


class Account:
    interest = 0.01

    def __init__(self, owner, balance=0):
        self.owner, self.balance, self.history = owner, balance, []

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount
        self.history.append(("deposit", amount))

    def withdraw(self, amount):
        if amount > self.available:
            raise InsufficientFunds(f"{self.owner} has {self.available}, needs {amount}")
        self.balance -= amount
        self.history.append(("withdraw", amount))

    @property
    def available(self):
        return self.balance


class Checking(Account):
    interest = 0.0

    def __init__(self, owner, balance=0, overdraft=50):
        super().__init__(owner, balance)
        self.overdraft = overdraft

    @property
    def available(self):
        return super().available + self.overdraft


def bank(random):
    accounts = {name: kind(name, 100) for name, kind in zip("abcd", [Account, Checking] * 2)}
    failures = []
    for _ in range(40):
        source, target = random.sample(sorted(accounts), 2)
        amount = random.randint(-5, 90)
        try:
            accounts[source].withdraw(amount)
            accounts[target].deposit(amount)
        except (InsufficientFunds, ValueError) as error:
            failures.append(str(error))
    for account in accounts.values():
        account.balance = round(account.balance * (1 + account.interest), 2)
    return {name: (account.balance, len(account.history)) for name, account in accounts.items()}, failures[:3]


@dataclass
class Product:
    sku: str
    price: float
    stock: int = 0
    tags: set = field(default_factory=set)


class Inventory:
    def __init__(self, products):
        self._by_sku = {product.sku: product for product in products}
        self._by_tag = defaultdict(list)
        for product in products:
            for tag in product.tags:
                self._by_tag[tag].append(product)

    def sell(self, basket):
        lines = []
        for sku, count in basket.items():
            product = self._by_sku.get(sku)
            if product is None or product.stock < count:
                continue
            product.stock -= count
            lines.append((sku, count, product.price * count * (0.9 if count >= 3 else 1)))
        return lines, sum(line[2] for line in lines)

    def value(self, tag=None):
        products = self._by_tag[tag] if tag else self._by_sku.values()
        return sum(product.price * product.stock for product in products)


def shop(random):
    inventory = Inventory([Product(f"s{i}", i * 1.25 + 1, random.randrange(12), {"even"} if i % 2 == 0 else {"odd", "x"}) for i in range(15)])
    receipts = [inventory.sell({f"s{random.randrange(17)}": random.randint(1, 4) for _ in range(4)}) for _ in range(8)]
    return [f"{len(lines)}:{total:.2f}" for lines, total in receipts], inventory.value(), inventory.value("odd")


class Parser:
    LEVELS = [("==", "<"), ("+", "-"), ("*", "/")]

    def __init__(self, text):
        self.tokens, self.at = list(self.split(text)), 0

    @staticmethod
    def split(text):
        i = 0
        while i < len(text):
            c, start = text[i], i
            if c.isspace():
                i += 1
                continue
            if c.isdigit():
                while i < len(text) and text[i].isdigit():
                    i += 1
                yield "number", int(text[start:i])
            elif c.isalpha():
                while i < len(text) and text[i].isalnum():
                    i += 1
                word = text[start:i]
                yield (word if word in ("while", "if", "print") else "name"), word
            else:
                i += 2 if text[i : i + 2] == "==" else 1
                yield text[start:i], None

    def peek(self):
        return self.tokens[self.at][0] if self.at < len(self.tokens) else "end"

    def take(self, kind):
        if self.peek() != kind:
            raise SyntaxError(f"expected {kind}, found {self.peek()}")
        self.at += 1
        return self.tokens[self.at - 1][1]

    def block(self, end="}"):
        body = []
        while self.peek() != end:
            body.append(self.statement())
        return body

    def statement(self):
        kind = self.peek()
        if kind in ("while", "if"):
            self.take(kind)
            test = self.binary()
            self.take("{")
            body = self.block()
            self.take("}")
            return kind, test, body
        if kind == "print":
            self.take("print")
            node = ("print", self.binary())
        else:
            name = self.take("name")
            self.take("=")
            node = ("set", name, self.binary())
        self.take(";")
        return node

    def binary(self, level=0):
        if level == len(self.LEVELS):
            return self.atom()
        left = self.binary(level + 1)
        while (sign := self.peek()) in self.LEVELS[level]:
            self.take(sign)
            left = (sign, left, self.binary(level + 1))
        return left

    def atom(self):
        if self.peek() == "(":
            self.take("(")
            node = self.binary()
            self.take(")")
            return node
        kind = "number" if self.peek() == "number" else "name"
        return kind, self.take(kind)


class Machine:
    SIGNS = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a // b, "<": lambda a, b: a < b, "==": lambda a, b: a == b}

    def __init__(self):
        self.names, self.out = {}, []

    def run(self, body):
        for node in body:
            getattr(self, "do_" + node[0])(*node[1:])
        return self

    def do_set(self, name, value):
        self.names[name] = self.value(value)

    def do_print(self, value):
        self.out.append(str(self.value(value)))

    def do_if(self, test, body):
        if self.value(test):
            self.run(body)

    def do_while(self, test, body):
        while self.value(test):
            self.run(body)

    def value(self, node):
        kind, first, *rest = node
        if kind == "number":
            return first
        if kind == "name":
            return self.names[first]
        return self.SIGNS[kind](self.value(first), self.value(rest[0]))


PROGRAM = "i = 0; total = 0; while i < %d { i = i + 1; if (i / 2) * 2 == i { total = total + i * i; } print total - i; } print (total);"


class Events:
    def __init__(self):
        self.now, self._queue, self._order, self.log = 0.0, [], itertools.count(), []

    def at(self, delay, action, *args):
        heapq.heappush(self._queue, (self.now + delay, next(self._order), action, args))

    def run(self, until):
        while self._queue and self._queue[0][0] <= until:
            self.now, _, action, args = heapq.heappop(self._queue)
            action(*args)


def office(random):
    events, waiting, served = Events(), [], []

    def arrive(customer):
        waiting.append((customer, events.now))
        events.at(random.expovariate(0.5), arrive, customer + 1)

    def serve():
        if waiting:
            customer, since = waiting.pop(0)
            served.append(round(events.now - since, 4))
        events.at(2, serve)

    events.at(0, arrive, 1)
    events.at(1, serve)
    events.run(40)
    return served, len(waiting)


class Cache:
    def __init__(self, size):
        self.size, self.items, self.hits = size, OrderedDict(), 0

    def get(self, key, make):
        if key in self.items:
            self.items.move_to_end(key)
            self.hits += 1
            return self.items[key]
        value = self.items[key] = make(key)
        if len(self.items) > self.size:
            self.items.popitem(last=False)
        return value


class Node:
    __slots__ = ("key", "left", "right")

    def __init__(self, key):
        self.key, self.left, self.right = key, None, None


class Tree:
    def __init__(self, keys=()):
        self.root, self.size = None, 0
        for key in keys:
            self.add(key)

    def add(self, key):
        if self.root is None:
            self.root, self.size = Node(key), 1
            return True
        node = self.root
        while node.key != key:
            side = "left" if key < node.key else "right"
            below = getattr(node, side)
            if below is None:
                setattr(node, side, Node(key))
                self.size += 1
                return True
            node = below
        return False

    def __contains__(self, key):
        node = self.root
        while node is not None:
            if node.key == key:
                return True
            node = node.left if key < node.key else node.right
        return False

    def __iter__(self):
        stack, node = [], self.root
        while stack or node:
            while node:
                stack.append(node)
                node = node.left
            node = stack.pop()
            yield node.key
            node = node.right

    def depth(self, node=None):
        def below(node):
            return 0 if node is None else 1 + max(below(node.left), below(node.right))

        return below(self.root)


class Linked:
    class Link:
        def __init__(self, value, after=None):
            self.value, self.after = value, after

    def __init__(self, values=()):
        self.head = None
        for value in values:
            self.head = self.Link(value, self.head)

    def reverse(self):
        before, link = None, self.head
        while link:
            link.after, before, link = before, link, link.after
        self.head = before

    def __iter__(self):
        link = self.head
        while link:
            yield link.value
            link = link.after


class Trie:
    def __init__(self, words):
        self.root = {}
        for word in words:
            node = self.root
            for c in word:
                node = node.setdefault(c, {})
            node["$"] = word

    def starting(self, prefix):
        node = self.root
        for c in prefix:
            if c not in node:
                return []
            node = node[c]
        found, stack = [], [node]
        while stack:
            for key, below in stack.pop().items():
                if key == "$":
                    found.append(below)
                else:
                    stack.append(below)
        return sorted(found)


def structures(random, n):
    numbers = [random.randrange(200) for _ in range(60)]
    tree, linked, cache = Tree(numbers), Linked(numbers[:12]), Cache(10)
    linked.reverse()
    trie = Trie(["car", "card", "care", "cat", "dog", "do", f"cab{n}"])
    values = [cache.get(number % 20, lambda key: key * key) for number in numbers]
    return list(tree)[:5], tree.size, tree.depth(), sum(i in tree for i in range(50)), list(linked), trie.starting("car"), trie.starting("x"), cache.hits, sum(values)


def main():
    random, checksum = Random(99), 0
    for n in range(420):
        machine = Machine().run(Parser(PROGRAM % (n % 9 + 6)).block("end"))
        results = [bank(random), shop(random), machine.names, " ".join(machine.out), office(random), structures(random, n)]
        checksum = crc32(repr(results).encode(), checksum)
    print("simulation", checksum)


if __name__ == "__main__":
    main()
