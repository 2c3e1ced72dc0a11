# A deep chain of yield from delivers items and exceptions to the right level.
def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)
print(list(tree(4)))
def nest(n):
    try:
        if n == 0: yield "bottom"
        else: yield from nest(n - 1)
    except ValueError as e:
        if n < 3: raise
        yield f"level {n} caught {e}"
it = nest(6); print(next(it), it.throw(ValueError("x")), list(it))
def deep(n):
    if n == 0: yield 1
    else: yield from deep(n - 1)
print(list(deep(300)))
