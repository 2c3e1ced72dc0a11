# Built-in constructors without keywords refuse them, unless a subclass has its own __init__ or __new__ that takes them.
def attempt(call):
    try: print(call())
    except TypeError as e: print("TypeError", e)
for base, value in ((list, [1]), (tuple, (1,)), (frozenset, {1}), (float, 1.5), (bool, 1)):
    attempt(lambda: base(x=value))
for base, value in ((list, [1]), (tuple, (1,)), (frozenset, [1]), (float, 1.5)):
    class Plain(base): pass
    attempt(lambda: Plain(x=value))
    class Init(base):
        def __init__(self, value, extra=None):
            self.extra = extra
            if base is list: super().__init__(value)
    attempt(lambda: (Init(value, extra=3).extra, base(Init(value, extra=3))))
    class New(base):
        def __new__(cls, value, extra=None):
            self = super().__new__(cls, value); self.extra = extra; return self
    attempt(lambda: (New(value, extra=4).extra, base(New(value, extra=4))))
