# Exception groups print as a tree.
def make():
    try: raise KeyError("k")
    except KeyError as e: return e
inner = ExceptionGroup("inner", [make(), TypeError("no traceback")])
inner.add_note("note on inner")
raise ExceptionGroup("outer", [ValueError(1), inner, OSError("text")])
