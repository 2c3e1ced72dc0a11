# await in an ordinary function.
def f():
    await g()
