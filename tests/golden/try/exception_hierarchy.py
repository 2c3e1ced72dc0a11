# The tree of built-in exceptions.
def tree(c, d=0):
    print("  " * d + c.__name__)
    for s in sorted((s for s in c.__subclasses__() if s.__module__ == "builtins"), key=lambda s: s.__name__): tree(s, d + 1)
tree(BaseException)
