# __set_name__ is called for each class attribute that has it, after the body.
class F:
    def __set_name__(s, owner, name): print("set_name", owner.__name__, name); s.n = name
    def __get__(s, o, t): return s if o is None else o.__dict__.get(s.n, "unset")
    def __set__(s, o, v): o.__dict__[s.n] = v
class C:
    a = F(); b = F()
    print("body done")
c = C(); print(c.a); c.a = 1; print(c.a, c.b, C.a.n)
C.late = F(); print(hasattr(C.late, "n"))
class Bad:
    def __set_name__(s, o, n): raise ValueError("sn")
try:
    class D: x = Bad()
except ValueError as e: print(e, e.__notes__)
