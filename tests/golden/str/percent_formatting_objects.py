# %s and %r call __str__ and __repr__; %d uses __int__ or __index__; mappings may be any object with __getitem__.
class A:
    def __str__(s): return "str"
    def __repr__(s): return "repr"
    def __index__(s): return 7
    def __float__(s): return 2.5
a = A()
print("%s %r %a %d %x %f %c" % (a, a, a, a, a, a, A().__index__() + 60))
class M:
    def __getitem__(s, k): return k * 2
print("%(key)s %(a(b)c)s" % M())
class T(tuple): pass
print("%s %s" % T((1, 2)))
class S(str):
    def __str__(s): return "S.__str__"
print("%s" % S("x"), "%r" % S("x"), type("%s" % S("x")).__name__, type(S("x%s") % 1).__name__)
