# An exception raised while handling another keeps it as __context__; finally adds another link.
def chain(e):
    out = []
    while e: out.append(repr(e)); e = e.__context__
    return " <- ".join(out)
try:
    try:
        try: raise ValueError(1)
        except ValueError: raise KeyError(2)
        finally: raise IndexError(3)
    except IndexError: raise TypeError(4)
except TypeError as e: print(chain(e))
try:
    try: 1/0
    finally: raise ValueError("fin")
except ValueError as e: print(chain(e))
try:
    try: pass
    finally: raise ValueError("no context")
except ValueError as e: print(chain(e))
