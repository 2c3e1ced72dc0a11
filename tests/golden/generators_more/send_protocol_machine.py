# A state machine driven by send, with subgenerators and return values.
def number():
    digits = ""
    while (c := (yield)) is not None and c.isdigit(): digits += c
    return int(digits or 0), c
def parser():
    total, op = 0, "+"
    while True:
        n, c = yield from number()
        total = total + n if op == "+" else total - n
        if c in (None, "="): return total
        op = c
def feed(text):
    p = parser(); next(p)
    try:
        for c in text: p.send(c)
        p.send(None)
    except StopIteration as e: return e.value
print(feed("12+30-2="), feed("7"), feed(""), feed("1+2+3+4"))
def acc():
    total, n = 0, 0
    try:
        while True: x = yield (total, n); total += x; n += 1
    except GeneratorExit: print("closed with", total); raise
    finally: print("n", n)
a = acc(); next(a); print([a.send(i) for i in range(4)]); a.close()
def relay(target):
    try:
        while True: target.send((yield).upper())
    except StopIteration: print("target finished"); yield "end"
def take2(): print("1:", (yield)); print("2:", (yield))
t = take2(); next(t); r = relay(t); next(r); r.send("a"); print(r.send("b"))
