# A generator runs to each yield, then raises StopIteration with its return value.
def g():
    print("start")
    x = yield 1
    print("got", x)
    y = yield 2
    print("got", y)
    return "done"
it = g()
print(iter(it) is it, next(it), it.send("a"))
try: it.send("b")
except StopIteration as e: print(e.value, e.args)
try: next(it)
except StopIteration as e: print(e.value, e.args)
print(next(it, "default"), list(it), type(it).__name__)
