# return with and without value, in try and loops, ends the generator after finally.
def g(k):
    for i in range(3):
        try:
            if i == k: return f"ret {i}"
            yield i
        finally: yield f"fin {i}"
def run(it):
    out = []
    while True:
        try: out.append(next(it))
        except StopIteration as e: return out, e.value
print(run(g(0)), run(g(1)), run(g(9)))
