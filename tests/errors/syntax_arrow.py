# An annotation in the wrong place.
def f() -> : pass
