# Generators that filter generators nest as deep as needed.
def ints(n):
    while True:
        yield n
        n += 1
def sieve(it):
    while True:
        p = next(it)
        yield p
        it = (lambda it, p: (x for x in it if x % p))(it, p)
s = sieve(ints(2))
print([next(s) for _ in range(40)])
