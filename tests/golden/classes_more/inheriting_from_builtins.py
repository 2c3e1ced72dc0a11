# Subclasses of built-in types: new attributes, overriding, mixing.
class L(list):
    def append(self, x): super().append(x); self.n = getattr(self, "n", 0) + 1
    def __getitem__(self, i): return super().__getitem__(i) if not isinstance(i, str) else [x for x in self if str(x).startswith(i)]
class D(dict):
    __getattr__ = dict.__getitem__; __setattr__ = dict.__setitem__
class S(str):
    def __add__(self, o): return S(str.__add__(self, str(o)))
    def shout(self): return S(self.upper() + "!")
class I(int):
    def __add__(self, o): return I(int.__add__(self, o) % 10)
    def __repr__(self): return f"I<{int(self)}>"
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    x = property(lambda s: s[0])
class F(float):
    def __str__(self): return f"{float(self):.1f}f"
class St(set):
    def add(self, x): super().add(x * 2)
class E(Exception, dict if 0 else object):
    def __init__(self, *a, extra=None): super().__init__(*a); self.extra = extra
l = L([1]); l.append(2); l.append("ab"); print(l, l.n, l["a"], len(l), l[0], l[1:], L(l) == l); d = D(a=1)
d.b = 2; print(d.a, d, d.b)
s = S("a"); print(s + 1 + 2, (s + "b").shout(), type(s + "x").__name__, s.upper().__class__.__name__)
i = I(7); print(i + 5, i + 5 + 9, i - 1, [i], sum([i, i]))
print(T(1, 2).x, T(1, 2) + (3,), F(2.55), repr(F(2.55)), f"{F(1)}")
st = St([1]); st.add(2); print(sorted(st))
try: raise E("m", extra=5)
except E as e: print(e, e.extra, e.args)
try: d.zz
except KeyError as e: print("KeyError", e)
for bases in (
    (int, str), (list, dict), (int, float), (tuple, list), (Exception, dict), (list, object),
    (dict, Exception),
):
    try: print(type("X", bases, {}).__name__, bases[0].__name__, bases[1].__name__)
    except TypeError as e: print(e)
