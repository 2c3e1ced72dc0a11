# __setattr__ and __delattr__ intercept assignment and deletion.
class C:
    def __setattr__(s, n, v):
        print("set", n, v)
        if n == "frozen": raise AttributeError("frozen!")
        super().__setattr__(n, v)
    def __delattr__(s, n): print("del", n); object.__delattr__(s, n)
c = C(); c.x = 1; c.x += 1; del c.x
try: c.frozen = 1
except AttributeError as e: print(e)
try: del c.x
except AttributeError as e: print(e)
c.__dict__["y"] = 3; print(c.y)
setattr(c, "z", 4); delattr(c, "z")
try: object.__setattr__(c, 5, 1)
except TypeError as e: print(e)
try: setattr(5, "x", 1)
except AttributeError as e: print(e)
