# Docstrings need to be first and plain; comments before them do not matter.
# another comment
"""Module doc."""
print(__doc__)
def a():
    # comment
    """doc a"""
def b():
    ("parenthesised " "doc")
def c():
    """first"""; """second"""
def d():
    x = 1
    "not doc"
def e(): "one line"; return 1
def f():
    """
    Indented
        more
    back
    """
class G:
    '''class
       doc'''
print(a.__doc__, b.__doc__, c.__doc__, d.__doc__, e.__doc__, e(), repr(f.__doc__), repr(G.__doc__), sep="|")
