# object() takes no arguments unless one of __new__ and __init__ is overridden.
class NewOnly:
    def __new__(cls, a): return super().__new__(cls)
class InitOnly:
    def __init__(self, a): pass
class Both:
    def __new__(cls, a): return super().__new__(cls)
    def __init__(self, a): super().__init__()
class PassNew:
    def __new__(cls, a): return super().__new__(cls, a)
class PassInit:
    def __init__(self, a): super().__init__(a)
for c in (NewOnly, InitOnly, Both, PassNew, PassInit):
    try: print(type(c(1)).__name__)
    except TypeError as e: print(e)
for f in (lambda: object(1), lambda: object().__init__(1), lambda: InitOnly(), lambda: NewOnly()):
    try: f()
    except TypeError as e: print(e)
