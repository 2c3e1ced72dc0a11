# A global declaration belongs to one function; an enclosing function's local of that name is untouched.
x = "module"
def outer():
    x = "outer"
    def inner():
        global x
        x = "changed"
        def innermost(): return x
        return innermost()
    print(inner(), x)
outer()
print(x)
