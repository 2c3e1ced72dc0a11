# Text of huge ints is exact both ways, and the digit limit guards conversions.
import sys
n = 3**8000
s = str(n)
print(len(s), s[:20], s[-20:], int(s) == n, hex(n)[:12], len(bin(n)), int(hex(n), 16) == n, oct(n)[-6:])
print(sys.get_int_max_str_digits())
for f in (
    lambda: str(10**5000), lambda: int("1" * 5000), lambda: repr(-10**4300), lambda: f"{10**4300}",
    lambda: "%d" % 10**4300,
):
    try: print(len(f()))
    except ValueError as e: print(e)
print(len(str(10**4299)), len(hex(10**9000)))
sys.set_int_max_str_digits(0); t = str(7**30000); print(len(t), t[:15], t[-15:], int(t) == 7**30000)
try: sys.set_int_max_str_digits(100)
except ValueError as e: print(e)
