# Line numbers count blank lines, docstrings and comments.

"""A docstring
over lines."""

# comment

def f():
    """doc"""

    # comment
    x = [

        1,

        2 / 0,
    ]

f()
