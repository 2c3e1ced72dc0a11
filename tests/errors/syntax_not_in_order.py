# An operator that does not exist.
if x not y:
    pass
