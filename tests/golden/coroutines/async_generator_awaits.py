# Async generators may await between yields; comprehension over them works in order.
class W:
    def __init__(s, v): s.v = v
    def __await__(s): return (yield s.v)
def run(c):
    log = []
    try:
        v = None
        while True: v = c.send(v); log.append(v); v = v * 10
    except StopIteration as e: return log, e.value
async def g(n):
    for i in range(n):
        got = await W(i)
        yield got
async def main():
    out = [x async for x in g(3)]
    out += [await W(x) for x in (5, 6)]
    out.append({x: await W(x + 1) async for x in g(2)})
    return out, [y async for y in (z + 1 async for z in g(2))]
print(run(main()))
