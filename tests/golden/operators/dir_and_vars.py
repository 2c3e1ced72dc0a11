# dir lists names from instance, class and bases, or what __dir__ gives, sorted.
class A:
    a = 1
    def m(s): pass
class B(A): b = 2
o = B(); o.c = 3
print([n for n in dir(o) if not n.startswith("__")], [n for n in dir(B) if not n.startswith("__")])
class D:
    def __dir__(s): return ["z", "a", "m"]
print(dir(D()), vars(A)["a"], sorted(vars(o)))
class E:
    def __dir__(s): return 5
try: dir(E())
except TypeError as e: print(e)
try: vars(5)
except TypeError as e: print(e)
def f():
    x = 1
    return dir(), vars(), locals()
print(f())
print("append" in dir([]), "__len__" in dir(""), dir(type("T", (), {"q": 1}))[-1])
