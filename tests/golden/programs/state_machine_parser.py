# A tokenizer and pretty-printer for a C-like expression language written as generator coroutines.
def coroutine(f):
    def start(*a, **k):
        c = f(*a, **k)
        next(c)
        return c
    return start

@coroutine
def emit(out):
    depth = 0
    while True:
        kind, text = yield
        if kind == "close":
            depth -= 1
        out.append("  " * depth + f"{kind}:{text}")
        if kind == "open":
            depth += 1

@coroutine
def lexer(target):
    word = ""
    kind = None
    while True:
        c = yield
        new = "num" if c.isdigit() and kind != "name" else "name" if c.isalnum() or c == "_" else None
        if kind and (new != kind):
            target.send((kind, word))
            word, kind = "", None
        if new:
            kind, word = new, word + c
        elif c in "([{":
            target.send(("open", c))
        elif c in ")]}":
            target.send(("close", c))
        elif not c.isspace():
            target.send(("op", c))

out = []
sink = emit(out)
lex = lexer(sink)
for c in "f(x1, 42 + [y]) { return z9; } ":
    lex.send(c)
print("\n".join(out))
lex.close()
try:
    lex.send("x")
except StopIteration:
    print("lexer closed")
sink.send(("op", "still open"))
print(out[-1])
try:
    sink.throw(ValueError("stop now"))
except ValueError as e:
    print("sink ended by", e)

@coroutine
def averager():
    total = n = 0
    average = None
    while True:
        try:
            x = yield average
        except ZeroDivisionError:
            total = n = 0
            average = None
            continue
        total += x
        n += 1
        average = total / n
a = averager()
print([a.send(x) for x in (10, 20, 60)], a.throw(ZeroDivisionError), a.send(5))
