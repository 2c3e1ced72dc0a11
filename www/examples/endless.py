# The page stays alive: type, scroll, and press Stop.
n = 0
while True:
    n += 1
    if n % 1_000_000 == 0:
        print(f"{n:,} turns")
