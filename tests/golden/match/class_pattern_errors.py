# Mistakes in class patterns raise TypeError.
class A: __match_args__ = ("x",)
class B: __match_args__ = ["x"]
class C: __match_args__ = (1,)
class D: pass
class E: __match_args__ = ("x", "x")
def run(f):
    try: print(f())
    except TypeError as e: print(e)
def mk(pat, v): 
    ns = dict(A=A, B=B, C=C, D=D, E=E, V=v, notclass=5)
    def go():
        exec(f"match V:\n case {pat}: r = 'match'\n case _: r = 'no'", ns)
        return ns["r"]
    return go
a = A(); a.x = 1
e = E(); e.x = 1
for pat, v in (
    ("A(1, 2)", a), ("B(1)", B()), ("C(1)", C()), ("D(1)", D()), ("A(1, x=2)", a), ("E(1, 1)", e),
    ("notclass()", 1), ("int(1, 2)", 1), ("A(5)", a), ("A(1)", 5), ("range(1)", range(1)),
):
    run(mk(pat, v))
