# Cells: contents, emptiness, comparison, and making them.
import types
def f():
    def g(): return x
    yield g
    x = 1
    yield g
it = f(); g = next(it)
try: g.__closure__[0].cell_contents
except ValueError as e: print(e)
try: g()
except NameError as e: print(e)
next(it); print(g(), g.__closure__[0].cell_contents)
g.__closure__[0].cell_contents = 9; print(g())
c = types.CellType(5)
print(c.cell_contents, c == types.CellType(5), c < types.CellType(6), types.CellType() == types.CellType())
del c.cell_contents
try: c.cell_contents
except ValueError as e: print(e)
h = types.FunctionType(g.__code__, {}, "h", None, (types.CellType("made"),)); print(h())
