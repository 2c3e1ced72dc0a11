# __getattribute__ sees every lookup on instances; __getattr__ follows when it raises AttributeError.
class C:
    a = 1
    def __init__(s): s.b = 2
    def __getattribute__(s, n):
        print("lookup", n)
        if n == "c": raise AttributeError("c hidden")
        return super().__getattribute__(n)
    def __getattr__(s, n): return f"getattr {n}"
    def m(s): return s.a
    def __len__(s): return 3
c = C()
print(c.a); print(c.b); print(c.c); print(c.m()); print(len(c)); c.d = 5
print(object.__getattribute__(c, "d"))
