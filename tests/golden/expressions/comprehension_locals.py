# Inside a function a list comprehension sees the function's names through locals() too.
def f():
    a = 1
    return [sorted(locals()) for b in "x"]
print(f())
def g():
    return [eval("q") for q in range(3)]
print(g())
print([sorted(k for k in locals() if k in ("zz", "f")) for zz in "x"])
def h():
    inner = (sorted(locals()) for c in "x")
    return next(inner)
print(h())
