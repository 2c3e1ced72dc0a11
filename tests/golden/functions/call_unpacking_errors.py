# Unpacking in calls checks iterables, mappings, string keys and repeats.
def f(*a, **k): return a, k
class C:
    def m(self, *a, **k): return a, k
def t(src):
    try: print(eval(src))
    except TypeError as e: print(e)
t("f(*5)"); t("f(**5)"); t("f(*None, *[1])"); t("f(**{1: 2})"); t("f(a=1, **{'a': 2})"); t("f(**{'a': 1}, **{'a': 2})")
t("f(**{'a': 1}, b=2, **{'c': 3})"); t("f(*'ab', 1, *[2], k=3)"); t("C().m(**{'a': 1}, a=2)")
t("f(**[('a', 1)])"); t("dict(**{'a': 1}, **{'a': 2})"); t("print(*1)"); t("f(1, *(), **{})")
try: compile("f(a=1, a=2)", "s", "eval")
except SyntaxError as e: print(e.msg)
class M:
    def keys(s): return ["x", "y"]
    def __getitem__(s, k): return k * 2
t("f(**M())")
