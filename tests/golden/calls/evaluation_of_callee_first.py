# The callee is evaluated before its arguments, and the check that it is callable comes after.
def t(x): print("eval", x); return x
def get(): print("callee"); return lambda *a, **k: a
print(get()(t(1), t(2), k=t(3)))
try: (t(5))(t(6))
except TypeError as e: print(e)
class C:
    def __getattr__(s, n): print("attr", n); return lambda *a: a
print(C().method(t("arg")))
x = lambda: "old"
def change(): global x; x = lambda v: "new"; return 1
try: print(x(change()))
except TypeError as e: print(e)
print(x(1)); d = {"f": len}
print(d["f"]((d.clear(), "abc")[1]), d)
