# Numbers to text and back in many notations.
import random
r = random.Random(5)
ok = True
for _ in range(500):
    x = r.uniform(-1, 1) * 10 ** r.randint(-300, 300)
    n = r.getrandbits(r.randint(1, 300)) * r.choice((1, -1))
    ok &= float(repr(x)) == x and float(f"{x:.17g}") == x and float.fromhex(x.hex()) == x and float(str(x).upper()) == x and float(f"{x:+.16e}") == x
    ok &= int(str(n)) == n and int(hex(n), 16) == n and int(bin(n), 2) == n and int(oct(n), 8) == n and int(f"{n:_}") == n and int(f"{n:,}".replace(",", "")) == n and eval(repr(n)) == n and int(f"{n:#b}", 0) == n
print(ok, [f"{10**k:.3g}" for k in range(-5, 8)], [f"{1 / 3:.{k}f}" for k in range(5)])
print([f"{2.5:.0f}", f"{3.5:.0f}", f"{-0.5:.0f}", f"{1e21:.0f}", f"{123456:.2e}", f"{0.00001234:g}"])
