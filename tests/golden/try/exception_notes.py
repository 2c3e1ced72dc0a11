# add_note appends strings to __notes__.
e = ValueError("v")
print(hasattr(e, "__notes__"))
e.add_note("one"); e.add_note("two\nlines")
print(e.__notes__, str(e))
try: e.add_note(5)
except TypeError as x: print(x)
e.__notes__ = "wrong"
try: e.add_note("y")
except TypeError as x: print(x)
del e.__notes__; e.add_note("z"); print(e.__notes__)
