# A triple-quoted string that is not closed.
x = """abc
def
