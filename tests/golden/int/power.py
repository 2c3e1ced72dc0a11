# Powers of all kinds.
print(2**10, (-2)**3, 0**0, 0**5, 1**10**5, 2**-1, (-2)**-2, 10**0, 3**100, (-1)**10001, pow(2, 100))
print(pow(2, 100, 10**9 + 7), pow(10**50, 10**5, 97), pow(-7, 2, 5), pow(7, -1, 10), pow(7, 2, -5))
print((-8)**0.5 != 0, type(2**-1).__name__, 2**0.5, pow(2, 3.0), True**2)
for a in ((2, 3, 0), (2, -1, 4), (0, -1), (0, -1, 5), (10, -2, 5)):
    try: print(pow(*a))
    except (ValueError, ZeroDivisionError) as e: print(type(e).__name__, e)
print(pow(3, 10**18, 10**9), pow(2, 2**70, 1000003), pow(base=2, exp=5, mod=7))
