# eval and exec with given namespaces, code objects, and their errors.
x = "global"
print(eval("1 + 2"), eval("x"), eval("x", {"x": 1}), eval("x + y", {"x": 1}, {"y": 2}), eval(" \t1"))
print(eval("x\n"), eval(b"2*3"), eval(compile("5", "f", "eval")), eval("[i for i in range(3)]"))
print(eval("(lambda: x)()", {"x": "in lambda"}))
ns = {}; exec("a = 1\ndef f(): return a + 1\nb = f()", ns)
print(ns["b"], sorted(k for k in ns if k != "__builtins__"), "__builtins__" in ns)
g, l = {}, {}; exec("q = 5\nglobal r\nr = 6", g, l); print(l, "r" in g, exec("pass"))
def fn():
    loc = 1
    exec("loc = 2; new = 3")
    return loc, eval("loc + 1"), "new" in locals()
print(fn())
class M:
    def __getitem__(s, k): return f"<{k}>" if k != "print" else print
    def __setitem__(s, k, v): print("store", k, v)
print(eval("foo", {}, M())); exec("bar = baz", {}, M())
for f in (
    lambda: eval("x = 1"), lambda: eval(""), lambda: eval("1 +"), lambda: eval(5),
    lambda: eval("undefined_q"), lambda: exec("return 1"), lambda: eval("x", 5), lambda: eval("x", {}, 5),
    lambda: exec("yield 1"), lambda: eval("a\0b"), lambda: eval("lambda"), lambda: exec(5),
):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(eval("__name__", {"__name__": "n"}), eval("abs(-1)", {"__builtins__": {"abs": lambda x: "mine"}}))
try: eval("len", {"__builtins__": {}})
except NameError as e: print(e)
exec("print(v)", {"v": "by keyword"}); exec("print(w)", globals={"w": 1}); print(eval("u", locals={"u": 2}))
