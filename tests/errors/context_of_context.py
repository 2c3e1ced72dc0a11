# A chain of three exceptions prints oldest first.
def a():
    try: 1 / 0
    except ZeroDivisionError: {}["k"]
def b():
    try: a()
    except KeyError: [][0]
b()
