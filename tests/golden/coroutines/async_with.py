# async with awaits __aenter__ and __aexit__, in order, with suppression.
class CM:
    def __init__(s, n, sup=False): s.n, s.sup = n, sup
    async def __aenter__(s): print("enter", s.n); return s.n
    async def __aexit__(s, t, v, tb): print("exit", s.n, t and t.__name__); return s.sup
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
async def main():
    async with CM("a") as a, CM("b") as b: print(a, b)
    async with CM("s", True): raise ValueError
    async with (CM("p") as p, CM("q")): print(p)
    try:
        async with CM("c"), CM("d"): raise KeyError
    except KeyError: print("through")
    for i in range(2):
        async with CM(i):
            if i: break
            continue
    async with CM("r"): return "value"
print(run(main()))
class Sync:
    def __enter__(s): pass
    def __exit__(s, *a): pass
async def bad(x):
    async with x: pass
for x in (5, Sync()):
    try: run(bad(x))
    except TypeError as e: print(e)
async def bad2():
    with CM(1): pass
try: run(bad2())
except TypeError as e: print(e)
