# One call site calling functions, methods, classes, builtins, bound methods and callable objects.
class K:
    def __init__(self, x): self.x = x
    def __repr__(self): return f"K({self.x})"
class Call:
    def __call__(self, x): return ("call", x)
class M(type):
    def __call__(cls, x): return ("meta", x)
class W(metaclass=M): pass
def f(x): return ("f", x)
def g(x, y=5, *a, **k): return ("g", x, y)
def gen(x): yield x
import functools
targets = [f, g, K, Call(), W, str, [1, 2].index, "a".join, lambda x: -1 if x == 2 else x, functools.partial(f), int, type, K(0).__class__, dict.fromkeys, f.__call__]
def call(t, x): return t(x)
for _ in range(5): out = [call(t, 2) if t not in (targets[7], targets[13]) else call(t, "ab") for t in targets]
print([o if not isinstance(o, list) else o for o in out], next(call(gen, 1)))
f.__defaults__ = (1,); f.__code__ = (lambda x, z=0: ("new code", x)).__code__; print(call(f, 3))
