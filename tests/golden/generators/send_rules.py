# A new generator accepts only None; send delivers the value of the yield.
def echo():
    v = None
    while True: v = yield v
e = echo()
try: e.send(1)
except TypeError as x: print(x)
print(e.send(None), e.send(1), e.send("x"), next(e))
def assign():
    a = [0, 0]
    a[(yield "index")] = yield "value"
    return a
it = assign()
print(next(it), it.send("stored"))
try: it.send(1)
except StopIteration as s: print(s.value)
def expr():
    return (yield 1) + (yield 2) * (yield 3)
it = expr(); [next(it), it.send(10), it.send(20)]
try: it.send(30)
except StopIteration as s: print(s.value)
