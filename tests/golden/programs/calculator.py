# A recursive descent calculator parses, evaluates, and reports errors with positions.
import re

class CalcError(Exception):
    def __init__(self, message, pos):
        super().__init__(message)
        self.pos = pos

TOKEN = re.compile(r"\s*(?:(\d+\.?\d*|\.\d+)|([A-Za-z_]\w*)|(\*\*|//|[-+*/%(),=]))")

def tokenize(text):
    pos = 0
    text = text.rstrip()
    while pos < len(text):
        m = TOKEN.match(text, pos)
        if not m:
            raise CalcError(f"unexpected character {text[pos]!r}", pos)
        number, name, op = m.groups()
        start = m.start(m.lastindex)
        if number is not None:
            yield "num", (float(number) if "." in number else int(number)), start
        elif name is not None:
            yield "name", name, start
        else:
            yield "op", op, start
        pos = m.end()
    yield "end", None, len(text)

class Calculator:
    BINARY = {"+": (1, lambda a, b: a + b), "-": (1, lambda a, b: a - b), "*": (2, lambda a, b: a * b),
              "/": (2, lambda a, b: a / b), "//": (2, lambda a, b: a // b), "%": (2, lambda a, b: a % b)}
    FUNCTIONS = {"max": max, "min": min, "abs": abs, "round": round}

    def __init__(self):
        self.vars = {"pi": 3.14159}

    def run(self, text):
        self.tokens = list(tokenize(text))
        self.i = 0
        if len(self.tokens) > 2 and self.tokens[0][0] == "name" and self.tokens[1][1] == "=":
            name = self.tokens[0][1]
            self.i = 2
            value = self.vars[name] = self.expression(1)
        else:
            value = self.expression(1)
        kind, tok, pos = self.tokens[self.i]
        if kind != "end":
            raise CalcError(f"unexpected {tok!r}", pos)
        return value

    def next(self):
        token = self.tokens[self.i]
        self.i += 1
        return token

    def expression(self, level):
        left = self.unary()
        while (op := self.tokens[self.i][1]) in self.BINARY and self.BINARY[op][0] >= level:
            pos = self.next()[2]
            right = self.expression(self.BINARY[op][0] + 1)
            try:
                left = self.BINARY[op][1](left, right)
            except ZeroDivisionError as e:
                raise CalcError(str(e), pos) from e
        return left

    def unary(self):
        if self.tokens[self.i][1] == "-":
            self.next()
            return -self.unary()
        base = self.atom()
        if self.tokens[self.i][1] == "**":
            self.next()
            return base ** self.unary()
        return base

    def atom(self):
        kind, tok, pos = self.next()
        if kind == "num":
            return tok
        if kind == "name" and self.tokens[self.i][1] == "(":
            self.next()
            args = []
            while self.tokens[self.i][1] != ")":
                args.append(self.expression(1))
                if self.tokens[self.i][1] == ",":
                    self.next()
            self.next()
            if tok not in self.FUNCTIONS:
                raise CalcError(f"unknown function {tok}", pos)
            return self.FUNCTIONS[tok](*args)
        if kind == "name":
            if tok not in self.vars:
                raise CalcError(f"unknown variable {tok}", pos)
            return self.vars[tok]
        if tok == "(":
            value = self.expression(1)
            if self.next()[1] != ")":
                raise CalcError("expected )", self.tokens[self.i - 1][2])
            return value
        raise CalcError("unexpected end" if kind == "end" else f"unexpected {tok!r}", pos)

calc = Calculator()
for line in ["1 + 2 * 3", "(1 + 2) * 3", "-2 ** 2", "2 ** 3 ** 2", "x = 10 / 4", "x * 2 - -1", "7 // 2 % 2", "max(1, x, 2.25) + min(4, 3)", "round(pi * 100)",
             "1 / 0", "1 +", "(1 + 2", "y + 1", "3 $ 4", "1 2", "foo(3)", "abs(-5) - abs(5)", "100 - 10 - 1"]:
    try:
        print(f"{line} = {calc.run(line)}")
    except CalcError as e:
        print(f"{line}\n{' ' * e.pos}^ {e}")
