# Objects without send or throw: send needs the method, throw raises at the yield from, close is passed on.
class It:
    def __init__(s): s.n = 0
    def __iter__(s): return s
    def __next__(s): s.n += 1; return s.n
    def close(s): print("It.close")
def g():
    try: yield from It()
    except ValueError as e: yield f"caught {e}"
it = g(); print(next(it), next(it), it.send(None))
try: it.send(5)
except AttributeError as e: print(e)
it = g(); next(it); print(it.throw(ValueError("v")))
it = g(); next(it); it.close()
class Full(It):
    def send(s, v): return f"sent {v}"
    def throw(s, e): return f"threw {e!r}"
def h(): yield from Full()
it = h(); print(next(it), it.send(5), it.throw(KeyError("k")))
it.close()
