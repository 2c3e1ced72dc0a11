# An exception that is its own cause does not loop.
e = ValueError("cycle")
e.__cause__ = e
raise e
