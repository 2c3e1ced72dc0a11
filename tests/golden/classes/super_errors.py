# What goes wrong with super().
class A: pass
class B(A):
    def f(self):
        try: super().nope
        except AttributeError as e: print(e)
    def g(self):
        self = 5
        try: super().f
        except TypeError as e: print(e)
    def h(*args):
        try: super().f
        except RuntimeError as e: print(e)
    def i():
        try: super()
        except RuntimeError as e: print(e)
    def j(self):
        del self
        try: super()
        except RuntimeError as e: print(e)
    def k(self):
        try: super().x = 1
        except AttributeError as e: print(e)
b = B(); b.f(); b.g(); b.h(); B.h(); B.i(); b.j(); b.k()
for args in ((), (B, 5), (5, b), (A, B, b), (B,)):
    try: print(repr(super(*args)))
    except (TypeError, RuntimeError) as e: print(type(e).__name__, e)
print(repr(super(B, b))[:30])
