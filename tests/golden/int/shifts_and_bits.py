# Shifts and bit operations behave as on endless two's complement.
print(1 << 0, 1 << 100, -1 << 70, 5 >> 1, -5 >> 1, -1 >> 1000, 2**100 >> 99, -2**100 >> 99, 1 >> 10**10)
print(0 << 10**20, -7 & 3, -7 | 3, -7 ^ 3, ~0, ~-1, 2**70 & -1, -2**70 | 1, (2**70 - 1) ^ (2**70))
print(-2**70 & (2**71 - 1), True << 3, True & False, type(True & False).__name__, type(True ^ 1).__name__)
for f in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 1 << 1.0, lambda: 1.0 >> 1, lambda: 2**80 << -5):
    try: f()
    except (ValueError, TypeError) as e: print(e)
