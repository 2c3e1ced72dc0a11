# A hand-written JSON parser agrees with the json module.
import json

class Parser:
    def __init__(self, text):
        self.text, self.pos = text, 0

    def fail(self, what):
        line = self.text.count("\n", 0, self.pos) + 1
        raise ValueError(f"{what} at line {line}, offset {self.pos}")

    def space(self):
        while self.pos < len(self.text) and self.text[self.pos] in " \t\r\n":
            self.pos += 1

    def peek(self):
        self.space()
        return self.text[self.pos] if self.pos < len(self.text) else ""

    def expect(self, c):
        if self.peek() != c:
            self.fail(f"expected {c!r}")
        self.pos += 1

    def value(self):
        c = self.peek()
        if c == "{": return self.object()
        if c == "[": return self.array()
        if c == '"': return self.string()
        for word, v in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.pos):
                self.pos += len(word)
                return v
        return self.number()

    def object(self):
        self.expect("{")
        result = {}
        if self.peek() == "}":
            self.pos += 1
            return result
        while True:
            self.space()
            key = self.string()
            self.expect(":")
            result[key] = self.value()
            if self.peek() == ",":
                self.pos += 1
                continue
            self.expect("}")
            return result

    def array(self):
        self.expect("[")
        result = []
        if self.peek() == "]":
            self.pos += 1
            return result
        while True:
            result.append(self.value())
            if self.peek() == ",":
                self.pos += 1
                continue
            self.expect("]")
            return result

    ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "\\": "\\", "/": "/"}

    def string(self):
        self.expect('"')
        out = []
        while True:
            if self.pos >= len(self.text):
                self.fail("unterminated string")
            c = self.text[self.pos]
            self.pos += 1
            if c == '"':
                return "".join(out)
            if c == "\\":
                e = self.text[self.pos]
                self.pos += 1
                if e == "u":
                    out.append(chr(int(self.text[self.pos:self.pos + 4], 16)))
                    self.pos += 4
                elif e in self.ESCAPES:
                    out.append(self.ESCAPES[e])
                else:
                    self.fail(f"bad escape \\{e}")
            else:
                out.append(c)

    def number(self):
        start = self.pos
        while self.pos < len(self.text) and self.text[self.pos] in "+-0123456789.eE":
            self.pos += 1
        token = self.text[start:self.pos]
        try:
            return float(token) if set(token) & set(".eE") else int(token)
        except ValueError:
            self.fail("expected a value")

def parse(text):
    p = Parser(text)
    v = p.value()
    if p.peek():
        p.fail("extra data")
    return v

sample = """{"name": "Whip\\u0073nake", "tags": ["a", "b\\n", ""], "n": [1, -2.5, 3e2, 0],
 "nested": {"t": true, "f": false, "z": null, "deep": [[[]], {}]}}"""
v = parse(sample)
print(v == json.loads(sample), v)
print(json.dumps(v, indent=2))
for bad in ('{"a": }', "[1, 2", '"abc', "[1 2]", "{'a': 1}", '["\\x"]', "", "[1]\n\n x", "tru"):
    try:
        print(parse(bad))
    except ValueError as e:
        print(repr(bad), "->", e)
