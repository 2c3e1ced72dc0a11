# A misspelt module gets no suggestion unless it is close to a standard one.
def f():
    import qqqq_not_there
f()
