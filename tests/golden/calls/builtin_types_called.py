# Calling types as conversions with and without arguments.
print([t() for t in (int, float, complex, bool, str, bytes, bytearray, list, tuple, dict, set, frozenset)])
print(int("5"), float("1.5"), complex("1j"), bool("x"), str(5), bytes([1]), bytearray(b"a"), list("ab"))
print(tuple("ab"), dict(a=1), sorted(set("ab")), frozenset([1]), type(5), object().__class__, range(2))
print(slice(1), memoryview(b"a").tolist(), property().fget, list(enumerate("a")), list(zip("a")))
print(list(map(str, [1])), list(filter(None, [1])), list(reversed([1])), super(int, 5).__thisclass__)
class Meta(type):
    def __call__(cls, *a, **k): print("Meta call", a, k); return super().__call__(*a, **k)
class C(list, metaclass=Meta):
    def __init__(self, *a, tag=None): super().__init__(*a); self.tag = tag
c = C("ab", tag=1); print(c, c.tag)
print([int, str, float][1](5), {"i": int}["i"]("7"), (lambda t: t("3"))(int), list(map(int, "123")))
print([t("1") for t in (int, float, complex, str)])
