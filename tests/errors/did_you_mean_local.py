# A misspelt local gets a suggestion.
def f():
    long_variable = 2
    return long_varible
f()
