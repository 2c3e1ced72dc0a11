# Functions and classes defined in branches and loops.
fs = []
for i in range(3):
    if i % 2:
        def f(x=i): return ("odd", x)
    else:
        class f:
            k = i
            def __new__(cls): return ("even", cls.k)
    fs.append(f)
print([f() for f in fs])
try:
    def g(): return "try"
    raise ValueError
except ValueError:
    def g(): return "except"
finally:
    old = g
    def g(): return "finally+" + old()
print(g())
while True:
    def h(n=len(fs)): return n
    break
print(h(), (lambda: [f() for f in fs][-1])())
