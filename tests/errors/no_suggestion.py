# Nothing close enough gives no suggestion.
def f():
    return qqqqzzzz
f()
