# The first string literal of a module, class or function is its docstring; other expressions are not.
def f():
    "doc of f"
    return 1
def g():
    f"not a doc"
def h():
    "a" "b"
    "c"
def b():
    b"bytes"
class C:
    """Doc of C.

        indented
    and back"""
    def m(self): 'm doc'
print(f.__doc__, g.__doc__, h.__doc__, b.__doc__)
print(repr(C.__doc__))
print(C.m.__doc__, C().m.__doc__)
f.__doc__ = "new"; print(f.__doc__)
