# Comparison with ints is exact; nan is unequal to all.
nan, inf = float("nan"), float("inf")
print(nan == nan, nan != nan, nan < 1, nan > 1, nan is nan, inf == inf, inf > 10**400, -inf < -10**400)
print(2**53 + 1 == 2.0**53, 2**53 + 1 > 2.0**53, 10**22 == 1e22, 10**23 == 1e23, 1e23 < 10**23)
print(0.1 + 0.2 == 0.3, 1.0 == True, 3 < 3.5 < 4, 10**400 != inf)
print(sorted([3, 1.5, 2, True, -0.5]), max(1, 1.0), min(1.0, 1), [nan] == [nan], nan in [nan])
print([float("nan")] == [float("nan")], hash(2.0**70) == hash(2**70), hash(inf) == hash(inf))
print({0.5: 1, 1 / 2: 2})
for f in (lambda: 1.0 < "a", lambda: 1.0 < 1j, lambda: 1.0 < None):
    try: f()
    except TypeError as e: print(e)
