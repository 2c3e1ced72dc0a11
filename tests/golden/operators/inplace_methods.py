# In-place operators use __iop__ if it is there and not NotImplemented, else the binary operator.
class A:
    def __iadd__(s, o): print("iadd"); return s
    def __isub__(s, o): return NotImplemented
    def __sub__(s, o): return "sub"
    def __mul__(s, o): return "mul"
a = b = A(); a += 1; print(a is b)
a -= 1; print(a)
a = A(); a *= 2; print(a)
a = A()
try: a /= 2
except TypeError as e: print(e)
class R:
    def __rtruediv__(s, o): return "rtruediv"
a /= R(); print(a)
x = [1]; y = x; y += "ab"; y *= 2; print(x)
s = {1, 2}; t = s; s |= {3}; s &= {2, 3}; s -= {2}; s ^= {5}; print(sorted(t))
d = {1: 1}; d |= {2: 2}; d |= [(3, 3)]; print(d)
for n in ("ipow", "ilshift", "irshift", "iand", "ior", "ixor", "ifloordiv", "imod", "imatmul", "itruediv"):
    setattr(A, f"__{n}__", lambda s, o, n=n: n)
for op in ("**=", "<<=", ">>=", "&=", "|=", "^=", "//=", "%=", "@=", "/="):
    ns = {"a": A()}; exec(f"a {op} 1", ns); print(ns["a"], end=" ")
print()
