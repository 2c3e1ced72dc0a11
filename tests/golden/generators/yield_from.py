# yield from passes values, sends, throws and the return value through.
def inner():
    try:
        r = yield "i1"
        print("inner got", r)
        yield "i2"
    except ValueError as e:
        print("inner caught", e); yield "i3"
    return "inner result"
def outer():
    v = yield from inner()
    print("outer has", v)
    yield from [10, 20]
    yield from "ab"
    yield from (x for x in (1,))
    return "outer result"
it = outer()
print(next(it), it.send("S"), it.throw(ValueError("T")), next(it), list(it))
def empty(): return (yield from ())
print(list(empty()))
try: list((lambda: (yield from 5))())
except TypeError as e: print(e)
